/** Many lanes in few rows. */
import type { LaneHistory } from '../trace/spans.js';

/** One row of the picture: a lane, or several that are much alike. */
export interface Row {
  name: string;
  lanes: LaneHistory[];
}

/**
 * Puts lanes into at most `most` rows. Lanes whose names differ in a number only are alike: they
 * share rows, next to each other, as many in each row as it takes; the others keep rows of their own
 * while there is room.
 *
 * @param most at least 2
 * @param ellipsis what stands between the first and the last name of a row
 */
export function fold(lanes: LaneHistory[], most: number, ellipsis: string): Row[] {
  if (lanes.length <= most) return lanes.map((lane) => ({ name: lane.lane, lanes: [lane] }));
  const alike = new Map<string, LaneHistory[]>();
  for (const lane of lanes) {
    const stem = lane.lane.replaceAll(/\d+/g, '0');
    const group = alike.get(stem);
    if (group === undefined) alike.set(stem, [lane]);
    else group.push(lane);
  }
  let groups = [...alike.values()];
  // Too many different names: from where the room ends, whatever follows shares rows.
  if (groups.length > most)
    groups = [...groups.slice(0, most >> 1), groups.slice(most >> 1).flat()];
  return groups.flatMap((group, i) =>
    chunks(group, sharesOf(groups, most)[i]!).map((part) => ({
      name: nameOf(part, ellipsis),
      lanes: part,
    })),
  );
}

/** How many rows each group gets: one each, then one at a time to who has most lanes to a row. */
function sharesOf(groups: LaneHistory[][], most: number): number[] {
  const rows = groups.map(() => 1);
  for (let left = most - groups.length; left > 0; left--) {
    let fullest = 0;
    groups.forEach((group, i) => {
      if (group.length / rows[i]! > groups[fullest]!.length / rows[fullest]!) fullest = i;
    });
    rows[fullest]! += 1;
  }
  return rows;
}

function chunks<T>(list: T[], count: number): T[][] {
  return Array.from({ length: count }, (_, i) =>
    list.slice((i * list.length) / count, ((i + 1) * list.length) / count),
  ).filter((part) => part.length > 0);
}

/** `task-0…499`: the first name, and of the last what differs. */
function nameOf(lanes: LaneHistory[], ellipsis: string): string {
  const first = lanes[0]!.lane;
  const last = lanes.at(-1)!.lane;
  if (lanes.length === 1) return first;
  const stem = /^\D*/.exec(first)![0];
  const rest = stem !== '' && last.startsWith(stem) ? last.slice(stem.length) : last;
  return `${first}${ellipsis}${rest}`;
}
