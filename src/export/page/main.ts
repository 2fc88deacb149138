/** The page: one run at a time, a needle in it, and what moves with the needle. */
import type { TraceEvent } from '../../trace/event.js';
import { runOf } from '../../trace/recording.js';
import { fastest, Replay, slowest } from '../../trace/replay.js';
import { told } from '../../trace/told.js';
import { factsOf, optionsOf } from '../facts.js';
import { visible } from '../markup.js';
import { colourOf } from '../palette.js';
import { pictureOf } from '../picture.js';
import { legend } from '../timeline/legend.js';
import { byId, made, write } from './dom.js';
import { Lanes } from './lanes.js';
import { Lines } from './lines.js';
import { dress } from './theme.js';
import { Timeline } from './timeline.js';

const speeds = [slowest, 0.5, 1, 2, 5, 10, 25, fastest];

const recorded = JSON.parse(byId('recording', HTMLScriptElement).text) as TraceEvent[][];
const runs = recorded.map(runOf);

dress(byId('theme', HTMLButtonElement));

const cursor = byId('cursor', HTMLInputElement);
const play = byId('play', HTMLButtonElement);
const speed = byId('speed', HTMLSelectElement);
speed.append(...speeds.map((n) => new Option(`${n} ×`, String(n), n === 1, n === 1)));

/** All that shows one run. */
function open(index: number) {
  const run = runs[index]!;
  const picture = pictureOf(run);
  const classes = new Map(picture.lanes.map(({ history, index }) => [history.lane, index]));
  const classOf = (lane: string) => `c${colourOf(classes.get(lane) ?? 0)}`;
  const replay = new Replay(run, () => performance.now() / 1000);
  const heading = byId('demo', HTMLElement);
  write(heading, run.start.demo);
  heading.append(made('small', optionsOf(run)));
  write(byId('facts', HTMLElement), factsOf(run).join(' · '));
  byId('legend', HTMLElement).innerHTML =
    `<svg width="700" height="16" aria-hidden="true">${legend([picture])}</svg>`;
  cursor.max = String(run.duration);
  return {
    replay,
    picture,
    lines: new Lines(byId('lines', HTMLElement), run.events, classOf, go),
    lanes: new Lanes(byId('lanes', HTMLTableElement).tBodies[0]!, picture, classOf),
  };
}

let shown = open(0);
const timeline = new Timeline(
  byId('timeline', HTMLElement),
  byId('tip', HTMLElement),
  shown.picture,
  go,
);

/** Brings everything to where the replay is. */
function update(): void {
  const { replay, lines, lanes } = shown;
  const t = `${replay.t.toFixed(3)} s`;
  write(byId('time', HTMLElement), t);
  write(byId('at', HTMLElement), t);
  cursor.value = String(replay.t);
  cursor.setAttribute('aria-valuetext', t);
  play.firstElementChild!.textContent = replay.playing ? '❚❚' : '▶';
  play.lastElementChild!.textContent = replay.playing ? 'pause' : 'play';
  timeline.point(replay.t);
  lines.point(replay.passed);
  lanes.show(replay.states());
}

/** Says the event at which a step has arrived. */
function say(): void {
  const { last } = shown.replay;
  const arrived = last === null ? 'the beginning' : `${last.t.toFixed(3)} s, ${told(last)}`;
  write(byId('said', HTMLElement), arrived);
}

function go(t: number): void {
  shown.replay.jumpTo(t);
  update();
}

function step(by: 1 | -1): void {
  if (by === 1) shown.replay.next();
  else shown.replay.previous();
  update();
  say();
}

function turn(): void {
  const { replay } = shown;
  if (replay.playing) replay.pause();
  else replay.play();
  update();
  requestAnimationFrame(frame);
}

function frame(): void {
  if (!shown.replay.playing) return;
  shown.replay.advance();
  update();
  requestAnimationFrame(frame);
}

const keys: Record<string, () => void> = {
  ' ': turn,
  ArrowRight: () => step(1),
  ArrowLeft: () => step(-1),
  ArrowUp: () => shown.lanes.move(-1),
  ArrowDown: () => shown.lanes.move(1),
  n() {
    const { replay, lanes } = shown;
    if (lanes.selected !== null) replay.nextOf(lanes.selected);
    update();
    say();
  },
  Home: () => go(0),
  End: () => go(Infinity),
  '+': () => timeline.zoom(2),
  '=': () => timeline.zoom(2),
  '-': () => timeline.zoom(1 / 2),
  '0': () => timeline.all(),
};

document.addEventListener('keydown', (event) => {
  const { target, key } = event;
  const action = keys[key];
  if (action === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  // A control that has the focus keeps the keys that move it.
  if (target instanceof HTMLSelectElement || (target === cursor && key !== ' ')) return;
  if (
    (target instanceof HTMLButtonElement ||
      (target instanceof HTMLElement && target.tagName === 'SUMMARY')) &&
    key === ' '
  )
    return;
  event.preventDefault();
  action();
});

const press = (id: string, action: () => void) =>
  byId(id, HTMLButtonElement).addEventListener('click', action);
press('play', turn);
press('next', () => step(1));
press('previous', () => step(-1));
press('zoom-in', () => timeline.zoom(2));
press('zoom-out', () => timeline.zoom(1 / 2));
press('zoom-all', () => timeline.all());
cursor.addEventListener('input', () => go(Number(cursor.value)));
speed.addEventListener('change', () => (shown.replay.speed = Number(speed.value)));

if (runs.length > 1) {
  const choice = byId('run', HTMLSelectElement);
  const name = ({ start }: (typeof runs)[number], i: number) => `${i + 1}. ${visible(start.demo)}`;
  choice.append(...runs.map((run, i) => new Option(name(run, i), String(i))));
  byId('run-choice', HTMLElement).hidden = false;
  choice.addEventListener('change', () => {
    shown = open(Number(choice.value));
    shown.replay.speed = Number(speed.value);
    timeline.show(shown.picture);
    update();
  });
}

update();
