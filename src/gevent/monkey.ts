/** Whether what blocks has been replaced by what gives way. */

let patched = false;

/**
 * Makes what blocks the thread give way to other greenlets.
 *
 * @example
 * gevent.monkey.patchAll();
 * @see Python's `gevent.monkey`
 */
export const monkey = {
  /**
   * From now on `gevent.get` on this thread lets other greenlets run while it waits; before, it blocks
   * the thread. (Python's replaces the standard library's sockets and more; here nothing else blocks.)
   *
   * There is no way back. Each thread is patched for itself.
   *
   * @example
   * gevent.monkey.patchAll();
   * @see Python's `gevent.monkey.patch_all`
   */
  patchAll(): void {
    patched = true;
  },
};

/** Whether this thread is patched. */
export function isPatched(): boolean {
  return patched;
}
