/** `completion`: what a shell needs to complete our words. */
import { bash } from '../completion/bash.js';
import { fish } from '../completion/fish.js';
import { zsh } from '../completion/zsh.js';
import type { Surroundings } from '../surroundings.js';
import type { Vocabulary } from '../vocabulary.js';

const shells: Record<string, (vocabulary: Vocabulary) => string> = { bash, zsh, fish };

export function completion(
  [shell]: string[],
  vocabulary: Vocabulary,
  { out }: Surroundings,
): number {
  out.write(shells[shell!]!(vocabulary));
  return 0;
}
