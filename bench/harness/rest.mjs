/**
 * Lets what a finished worker leaves behind be cleared away: `join` of ours returns before that, as
 * Python's does, while Node's `exit` comes after it, and the next start is not to compete with it.
 */
export const rest = () => new Promise((resolve) => setTimeout(resolve, 20));
