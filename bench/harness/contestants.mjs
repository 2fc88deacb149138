/** Who is measured: programs that say their figure, and programs whose own time is the figure. */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const runner = fileURLToPath(new URL('run-export.mjs', import.meta.url));

// Where NODE_EXTRA_CA_CERTS is set, it alone costs every Node 20 process some 30 ms.
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;

const SECONDS_AT_MOST = 180;

function run([file, ...args], stdout) {
  return new Promise((resolve, reject) => {
    const began = process.hrtime.bigint();
    const child = spawn(file, args, {
      cwd: root,
      env,
      stdio: ['ignore', stdout, 'pipe'],
      timeout: SECONDS_AT_MOST * 1000,
      killSignal: 'SIGKILL',
    });
    let [out, err] = ['', ''];
    child.stdout?.setEncoding('utf8').on('data', (text) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (err += text));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const seconds = Number(process.hrtime.bigint() - began) / 1e9;
      if (code === 0) resolve({ seconds, out });
      else reject(new Error(`${[file, ...args].join(' ')} ended with ${code ?? signal}: ${err}`));
    });
  });
}

/** A whole process, as hyperfine measures it: from its start to its end, its output thrown away. */
export function wholeProcess(...command) {
  return {
    command,
    async measure() {
      const nowhere = openSync(devNull, 'w');
      try {
        return (await run(command, nowhere)).seconds;
      } finally {
        closeSync(nowhere);
      }
    },
  };
}

/** A program whose last line is its figure. */
function saying(...command) {
  return {
    command,
    async measure() {
      const { out } = await run(command, 'pipe');
      const figure = Number(out.trim().split('\n').at(-1));
      if (Number.isFinite(figure)) return figure;
      throw new Error(`${command.join(' ')} said no figure: ${out}`);
    },
  };
}

/** An exported function of a module in bench/, in a process of its own; it returns the figure. */
export const program = (module, name, ...args) =>
  saying(process.execPath, runner, module, name, ...args.map(String));

/** The command line of this project. */
export const cli = (...words) =>
  wholeProcess(process.execPath, `${root}bin/concurrency-demos.cjs`, ...words);

/** The same confined to one core; null where the system cannot do that. */
export function onOneCore(contestant) {
  if (contestant === null || spawnSync('taskset', ['-c', '0', 'true']).status !== 0) return null;
  return saying('taskset', '-c', '0', ...contestant.command);
}

const pythons = [['python3'], ['/usr/bin/python3']].map(([path]) => ({
  path,
  has: (module) => spawnSync(path, ['-c', `import ${module}`], { env }).status === 0,
}));
// The first that has all, else the first there is: greenlet and gevent may belong to another one.
const python =
  pythons.find(({ has }) => has('greenlet, gevent')) ?? pythons.find(({ has }) => has('sys'));
const known = new Map();

/** A function of bench/python/, or null where Python or the module that it needs is missing. */
export function cpython(script, name, { needs = 'sys', args = [] } = {}) {
  if (python === undefined) return null;
  if (!known.has(needs)) known.set(needs, python.has(needs));
  if (!known.get(needs)) return null;
  return saying(python.path, `${root}bench/python/${script}.py`, name, ...args.map(String));
}

/** An empty program of CPython's. */
export const emptyPython = () =>
  python === undefined ? null : wholeProcess(python.path, '-c', 'pass');
