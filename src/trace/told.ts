/** What happened, in a sentence. */
import type { TraceEvent } from './event.js';

type EventOf<T, E = TraceEvent> = E extends { type: infer U } ? (T extends U ? E : never) : never;
type Sentences = { [T in TraceEvent['type']]: (event: EventOf<T>) => string };

const en: Sentences = {
  'run-start': ({ demo }) => `${demo} begins`,
  'run-end': ({ status }) => `the run is over: ${status}`,
  'lane-start': ({ lane }) => `${lane} begins`,
  'lane-end': ({ lane, how }) => `${lane} ends: ${how}`,
  print: ({ lane, text }) => `${lane} prints: ${text}`,
  sleep: ({ lane }) => `${lane} sleeps`,
  wait: ({ lane, on }) => `${lane} waits: ${on}`,
  wake: ({ lane }) => `${lane} goes on`,
  set: ({ lane, on }) => `${lane} sets ${on}`,
  clear: ({ lane, on }) => `${lane} clears ${on}`,
  'task-submit': ({ lane, task }) => `${lane} submits task ${task}`,
  'task-start': ({ lane, worker, task }) => `${worker ?? lane} begins task ${task}`,
  'task-end': ({ lane, worker, task }) => `${worker ?? lane} ends task ${task}`,
  callback: ({ lane, task }) => `${lane} is called back: task ${task} is done`,
  switch: ({ lane, to }) => `${lane} switches to ${to}`,
  error: ({ lane, name, message }) => `${lane} fails: ${name}: ${message}`,
};

const zh: Sentences = {
  'run-start': ({ demo }) => `${demo} 开始`,
  'run-end': ({ status }) =>
    `运行结束：${{ ok: '正常', failed: '失败', interrupted: '中断' }[status]}`,
  'lane-start': ({ lane }) => `${lane} 开始`,
  'lane-end': ({ lane, how }) =>
    `${lane} 结束：${{ returned: '正常返回', failed: '失败', killed: '被终止' }[how]}`,
  print: ({ lane, text }) => `${lane} 输出：${text}`,
  sleep: ({ lane }) => `${lane} 睡眠`,
  wait: ({ lane, on }) => `${lane} 等待：${on}`,
  wake: ({ lane }) => `${lane} 继续运行`,
  set: ({ lane, on }) => `${lane} 设置 ${on}`,
  clear: ({ lane, on }) => `${lane} 清除 ${on}`,
  'task-submit': ({ lane, task }) => `${lane} 提交任务 ${task}`,
  'task-start': ({ lane, worker, task }) => `${worker ?? lane} 开始任务 ${task}`,
  'task-end': ({ lane, worker, task }) => `${worker ?? lane} 完成任务 ${task}`,
  callback: ({ lane, task }) => `${lane} 收到回调：任务 ${task} 已完成`,
  switch: ({ lane, to }) => `${lane} 切换到 ${to}`,
  error: ({ lane, name, message }) => `${lane} 出错：${name}: ${message}`,
};

/** Tells an event in a sentence, without its time. */
export function told(event: TraceEvent, lang: 'en' | 'zh' = 'en'): string {
  const tell = { en, zh }[lang][event.type] as (event: TraceEvent) => string;
  return tell(event);
}
