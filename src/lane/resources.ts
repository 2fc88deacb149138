/** What processes have used: processor time and memory. */
import { readFileSync } from 'node:fs';

/** What a process has used from its start to its end. */
export interface Usage {
  cpuSeconds: number;
  peakMemoryBytes: number;
}

/**
 * The most memory that a process of this machine has used so far, in bytes; 0 if it is gone. On Linux
 * the kernel's own high-water mark is read, since a child's `maxRSS` begins with its parent's.
 */
export function peakMemoryBytes(pid: number = process.pid): number {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))!;
    return Number(kilobytes) * 1024;
  } catch {
    return pid === process.pid ? process.resourceUsage().maxRSS * 1024 : 0;
  }
}

/** User and system seconds of this process since `before`. */
export function cpuSeconds(before?: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** The kernel counts in hundredths of a second, on every Linux of today. */
const TICKS_PER_SECOND = 100;

/** User and system seconds of a process of this machine; 0 where the system does not say. */
export function cpuSecondsOf(pid: number): number {
  try {
    // The second field, the program's name, may hold spaces.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return 0;
  }
}
