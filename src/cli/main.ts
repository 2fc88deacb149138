/** The program, from the words typed to the exit status. */
import { explain, statusOf } from './errors.js';
import { watchForEnd } from './ending.js';
import { Foreground } from './foreground.js';

const foreground = new Foreground(process);

async function main(words: string[]): Promise<void> {
  const dismiss = await startAhead(words);
  const ending = watchForEnd(process, process.exit);
  try {
    const { arranged, commandLine } = await import('./program.js');
    const program = commandLine(process, ending, foreground);
    await program.parseAsync(arranged(words), { from: 'user' });
  } catch (error) {
    foreground.clear();
    process.stderr.write(explain(error, words.includes('--verbose')));
    process.exitCode = statusOf(error);
  }
  await dismiss();
  if (ending.aborted) process.exitCode = ending.reason as number;
}

/** Lets the main lane's worker boot while the rest of the program is loaded: what takes longest, first. */
async function startAhead(words: string[]): Promise<() => Promise<void>> {
  if (words[0] !== 'run' || words.includes('--help') || words.includes('-h')) return async () => {};
  return (await import('./commands/run.js')).openAhead();
}

process.on('uncaughtException', (error) => {
  foreground.clear();
  process.stderr.write(explain(error, process.argv.includes('--verbose')));
  process.exit(1);
});

void main(process.argv.slice(2));
