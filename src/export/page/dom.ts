/** The few words of DOM that the page's parts share. */
import { visible } from '../markup.js';

/** The element of an id, which the page is known to have. */
export function byId<T extends HTMLElement>(id: string, type: abstract new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`The page has no ${type.name} named ${id}.`);
  return found;
}

/** Puts a text into an element; nothing in it, wherever it comes from, stays hidden. */
export function write(element: Element, text: string): void {
  element.textContent = text.split(/\r?\n/).map(visible).join('\n');
}

/** An element that holds nothing but text. */
export function made(tag: string, text: string, className = ''): HTMLElement {
  const element = document.createElement(tag);
  write(element, text);
  if (className !== '') element.className = className;
  return element;
}
