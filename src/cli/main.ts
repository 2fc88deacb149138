/** The program, from the words typed to the exit status. */
import { explain, statusOf } from './errors.js';
import { watchForEnd } from './ending.js';
import { Foreground } from './foreground.js';
import { arranged, commandLine } from './program.js';

const foreground = new Foreground(process);

async function main(words: string[]): Promise<void> {
  const ending = watchForEnd(process, process.exit);
  const program = commandLine(process, ending, foreground);
  try {
    await program.parseAsync(arranged(words), { from: 'user' });
  } catch (error) {
    foreground.clear();
    process.stderr.write(explain(error, words.includes('--verbose')));
    process.exitCode = statusOf(error);
  }
  if (ending.aborted) process.exitCode = ending.reason as number;
}

process.on('uncaughtException', (error) => {
  foreground.clear();
  process.stderr.write(explain(error, process.argv.includes('--verbose')));
  process.exit(1);
});

void main(process.argv.slice(2));
