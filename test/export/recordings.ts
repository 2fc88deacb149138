/** Small recordings made by hand, in the shape that the demos leave. */
import type { LaneKind, TraceEvent } from '../../src/trace/event.js';
import { runOf, type Run } from '../../src/trace/recording.js';

type Told = [t: number, type: string, further?: Record<string, unknown>];

export function run(
  demo: string,
  elapsed: number,
  lanes: Record<string, Told[]>,
  facts: Record<string, unknown> = {},
): Run {
  const events = Object.entries(lanes).flatMap(([lane, told]) =>
    told.map(([t, type, further]) => ({ type, t, lane, ...further })),
  );
  return runOf([
    {
      ...{ type: 'run-start', t: 0, version: 1, demo, options: {}, speed: 1, node: '20.20.2' },
      ...{ cpus: 2, started: '2024-05-01T10:00:00.000Z' },
      ...facts,
    },
    ...(events as unknown as TraceEvent[]),
    {
      ...{ type: 'run-end', t: elapsed, elapsed, ideal: null, status: 'ok', threads: 2 },
      ...{ processes: 0, cpuSeconds: 0.09, peakMemoryBytes: 78e6 },
      ...facts,
    },
  ]);
}

export const begin = (kind: LaneKind, parent?: string, tid = 1, pid = 4242) => ({
  ...{ kind, pid, tid },
  ...(parent !== undefined && { parent }),
});
export const end = (kind: LaneKind, how = 'returned') => ({ kind, how });

function sleeps(from: number, to: number, text: string): Told[] {
  const told: Told[] = [];
  for (let t = from; t < to; t++)
    told.push(
      ...([
        [t, 'print', { text }],
        [t + 0.001, 'sleep', { seconds: 1 }],
        [t + 1, 'wake'],
      ] as Told[]),
    );
  return told;
}

/** One cycle of the light: green, red, and the silent green that lets the car go. */
export function trafficLight(): Run {
  return run(
    'traffic-light',
    12.002,
    {
      main: [
        [0, 'lane-start', begin('main', undefined, 1)],
        [0.001, 'wait', { on: 'join light' }],
        [12.001, 'wake', { on: 'join light' }],
        [12.002, 'lane-end', end('main')],
      ],
      light: [
        [0, 'lane-start', begin('thread', 'main', 2)],
        [0, 'set', { on: 'event' }],
        ...sleeps(0, 6, 'green'),
        [6, 'clear', { on: 'event' }],
        ...sleeps(6, 11, 'red'),
        [11, 'set', { on: 'event' }],
        [11.001, 'sleep', { seconds: 1 }],
        [12, 'wake'],
        [12, 'lane-end', end('thread')],
      ],
      MINI: [
        [0.001, 'lane-start', begin('thread', 'main', 3)],
        ...sleeps(0.002, 6, 'MINI drives on ...'),
        [6.002, 'print', { text: 'MINI sees red, waits ...' }],
        [6.003, 'wait', { on: 'event' }],
        [11.001, 'wake', { on: 'event' }],
        [11.001, 'print', { text: 'MINI green, go ...' }],
        [11.002, 'sleep', { seconds: 1 }],
        [12, 'wake'],
        [12, 'lane-end', end('thread')],
      ],
    },
    { ideal: 12 },
  );
}

/** Two workers, four tasks: two waves. */
export function pool(): Run {
  const worker = (pid: number, tasks: number[]): Told[] => [
    [0.04, 'lane-start', begin('process', 'main', 0, pid)],
    ...tasks.flatMap((task, wave): Told[] => [
      [2 * wave + 0.05, 'task-start', { task }],
      [2 * wave + 0.05, 'sleep', { seconds: 2 }],
      [2 * wave + 2.04, 'wake'],
      [2 * wave + 2.04, 'task-end', { task }],
    ]),
    [4.05, 'wait', { on: 'task' }],
    [4.06, 'lane-end', end('process', 'killed')],
  ];
  const tasks = [0, 1, 2, 3];
  return run(
    'pool',
    4.07,
    {
      main: [
        [0, 'lane-start', begin('main')],
        ...tasks.map((task): Told => [0.01 + task / 1000, 'task-submit', { task }]),
        [0.02, 'print', { text: 'end' }],
        [0.02, 'wait', { on: 'join pool' }],
        ...tasks.flatMap((task): Told[] => [
          [2.05 + 2 * (task >> 1) + task / 1000, 'callback', { task }],
          [2.05 + 2 * (task >> 1) + task / 1000, 'print', { text: `-->exec done: ${100 + task}` }],
        ]),
        [4.06, 'wake', { on: 'join pool' }],
        [4.07, 'lane-end', end('main')],
      ],
      'ForkPoolWorker-1': worker(4301, [0, 2]),
      'ForkPoolWorker-2': worker(4302, [1, 3]),
    },
    { ideal: 4, processes: 3, threads: 1, options: { workers: 2 } },
  );
}

/** Two greenlets that hand control to and fro. */
export function greenlet(): Run {
  return run('greenlet', 0.005, {
    main: [
      [0, 'lane-start', begin('main')],
      [0.001, 'switch', { to: 'gr1' }],
      [0.005, 'lane-end', end('main')],
    ],
    gr1: [
      [0.001, 'lane-start', begin('greenlet', 'main')],
      [0.0015, 'print', { text: 't1' }],
      [0.002, 'switch', { to: 'gr2' }],
      [0.003, 'print', { text: 't1.gr2.switch()' }],
      [0.0035, 'switch', { to: 'gr2' }],
    ],
    gr2: [
      [0.002, 'lane-start', begin('greenlet', 'main')],
      [0.0022, 'print', { text: 't2' }],
      [0.003, 'switch', { to: 'gr1' }],
      [0.004, 'lane-end', end('greenlet')],
    ],
  });
}

/** Three fetches at once, and the same three one after the other. */
export function geventFetch(): Run[] {
  const delays = { a: 0.3, b: 0.5, c: 0.8 };
  const urls = Object.entries(delays);
  const concurrent = urls.map(([url, delay], i): [string, Told[]] => [
    `Greenlet-${i + 1}`,
    [
      [0.001 * (i + 1), 'lane-start', begin('greenlet', 'main')],
      [0.001 * (i + 1), 'print', { text: `GET: ${url}` }],
      [0.001 * (i + 1) + 0.0005, 'wait', { on: `GET ${url}` }],
      [delay, 'wake', { on: `GET ${url}` }],
      [delay, 'print', { text: `5000 bytes received from ${url}.` }],
      [delay + 0.001, 'lane-end', end('greenlet')],
    ],
  ]);
  let at = 0.001;
  const serial = urls.map(([url, delay], i): [string, Told[]] => {
    const from = at;
    at += delay + 0.002;
    return [
      `Greenlet-${i + 1}`,
      [
        [from, 'lane-start', begin('greenlet', 'main')],
        [from, 'print', { text: `GET: ${url}` }],
        [from + 0.001, 'wait', { on: `GET ${url}` }],
        [from + delay, 'wake', { on: `GET ${url}` }],
        [from + delay, 'print', { text: `5000 bytes received from ${url}.` }],
        [from + delay + 0.001, 'lane-end', end('greenlet')],
      ],
    ];
  });
  const main = (until: number): Told[] => [
    [0, 'lane-start', begin('main')],
    [0.001, 'wait', { on: 'joinall' }],
    [until, 'wake', { on: 'joinall' }],
    [until + 0.001, 'lane-end', end('main')],
  ];
  return [
    run('gevent-fetch', 0.803, { main: main(0.802), ...Object.fromEntries(concurrent) }),
    run(
      'gevent-fetch',
      at + 0.001,
      { main: main(at), ...Object.fromEntries(serial) },
      {
        options: { patch: false },
      },
    ),
  ];
}

/** What would break out of a format that does not escape it. */
export const hostileTexts = [
  '</script><script>alert(1)</script>',
  '<!-- <script> ]]> --><![CDATA[',
  `"'&<>\`$& $1 \\ {{}}`,
  '\u001b[2J\u001b]0;owned\u0007 \u009b31m \u0000 \u007f \r\n\t',
  '\u202eright to left\u2066 \ufeff \u2028 \ud800 \ufffe \u{1f6a6} 红灯',
];

/** Hostile texts wherever a recording holds text. */
export function hostile(): Run {
  return run(
    hostileTexts[0]!,
    2,
    Object.fromEntries(
      hostileTexts.map((text, i): [string, Told[]] => [
        text,
        [
          [0, 'lane-start', begin('thread', text, i + 1)],
          [0.5, 'print', { text }],
          [0.6, 'set', { on: text }],
          [0.7, 'error', { name: text, message: text }],
          [1, 'wait', { on: text }],
          [1.5, 'wake', { on: text }],
          [2, 'lane-end', end('thread', 'failed')],
        ],
      ]),
    ),
    { options: { car: hostileTexts }, node: hostileTexts[1], started: hostileTexts[0] },
  );
}
