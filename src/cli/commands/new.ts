/** `new`: a demo file to begin with. */
import { writeFileSync } from 'node:fs';
import { catalogue } from '../../registry.js';
import { UsageError } from '../errors.js';
import type { Surroundings } from '../surroundings.js';

export function createDemo([name]: string[], _: object, { out, outColors }: Surroundings): number {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name!))
    throw new UsageError(
      `expected a name of lower-case letters, digits and single dashes, got '${name}'. For example: two-cars`,
    );
  if (catalogue().some((demo) => demo.name === name))
    throw new UsageError(`there is a demo '${name}' already. Choose another name.`);
  const file = `${name}.mjs`;
  try {
    writeFileSync(file, template(name!), { flag: 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(
      code === 'EEXIST'
        ? `there is a file '${file}' already. Choose another name, or remove it.`
        : `cannot write '${file}': ${message}. Go to a folder that you may write to.`,
    );
  }
  out.write(
    `Wrote ${file}. Run it, then change it:\n\n  ${outColors.cyan(`concurrency-demos run ./${file}`)}\n`,
  );
  return 0;
}

/** Small enough to be understood at a glance, and with one of each: thread, event, option, language. */
function template(name: string): string {
  return `/** Two runners wait for the starting gun. */
import { defineDemo, Event, print, sleep, text, Thread } from 'concurrency-demos';

// What a thread runs must be exported: the thread imports this file and looks for it by its name.
export function runner(name, gun, seconds) {
  print(text({ en: \`\${name} is ready\`, zh: \`\${name} 准备好了\` }));
  gun.wait();
  sleep(seconds);
  print(text({ en: \`\${name} is there\`, zh: \`\${name} 到了\` }));
}

export function main({ seconds }) {
  const gun = new Event({ name: 'gun' });
  const t1 = new Thread({ target: runner, args: ['hare', gun, seconds / 2], name: 'hare' });
  const t2 = new Thread({ target: runner, args: ['tortoise', gun, seconds], name: 'tortoise' });
  t1.start();
  t2.start();
  sleep(1);
  gun.set();
  t1.join();
  t2.join();
}

export default defineDemo({
  main,
  summary: { en: '${name}: two runners wait for the gun', zh: '${name}：两名选手等待发令枪' },
  teaches: 'threading.Event',
  options: {
    seconds: {
      type: 'number',
      default: 2,
      min: 0,
      description: { en: 'how long the slower one runs', zh: '较慢的一方跑多久' },
    },
  },
  ideal: ({ seconds }) => 1 + seconds,
});
`;
}
