/** What this process has used: processor time and memory. */
import { readFileSync } from 'node:fs';

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
