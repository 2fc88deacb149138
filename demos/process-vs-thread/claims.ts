/** The notebook's eight differences, and where Node's threads are not as Python's. */
import type { Bilingual } from 'concurrency-demos';

export interface Claim {
  claim: Bilingual;
  node: Bilingual;
}

export const claims: readonly Claim[] = [
  {
    claim: {
      en: 'Threads of a process share one memory; processes are separate.',
      zh: '同一个进程中的线程共享同一内存空间，但是进程之间是独立的。',
    },
    node: {
      en: 'a thread shares only what is made to be shared (SharedArrayBuffer, Event, Lock); Python shares all.',
      zh: '线程只共享专门声明的内存（SharedArrayBuffer、Event、Lock）；Python 共享一切。',
    },
  },
  {
    claim: {
      en: 'Threads share the data of their process; processes exchange it by messages.',
      zh: '同一个进程中的所有线程的数据是共享的，进程之间的数据是独立的（靠进程通讯）。',
    },
    node: {
      en: 'a plain variable is not shared with a thread either: it has a copy of its own of each module.',
      zh: '普通变量对线程也不共享：每个线程各有一份自己的模块。',
    },
  },
  {
    claim: {
      en: 'A change in the main thread reaches the other threads; one in the parent does not reach its children.',
      zh: '对主线程的修改可能会影响其他线程的行为，但是父进程的修改不会影响其他子进程。',
    },
    node: {
      en: 'true of shared memory; arguments are copied when the thread starts.',
      zh: '只对共享内存成立；普通参数在线程启动时被复制。',
    },
  },
  {
    claim: {
      en: 'A thread is a context of execution; a process is a cluster of resources.',
      zh: '线程是一个上下文的执行指令，而进程则是与运算相关的一簇资源。',
    },
    node: {
      en: 'as in Python: id, open files and address space belong to the process; a heap each thread has too.',
      zh: '与 Python 相同：进程号、打开的文件、地址空间属于进程；但每个线程也有自己的堆。',
    },
  },
  {
    claim: {
      en: 'Threads talk directly; processes need something in between.',
      zh: '同一个进程的线程之间可以直接通信，但是进程之间的交流需要借助中间代理来实现。',
    },
    node: {
      en: 'threads talk through shared memory and Atomics, processes through a pipe of the operating system.',
      zh: '线程通过共享内存和 Atomics 通信，进程通过操作系统的管道通信。',
    },
  },
  {
    claim: {
      en: 'A new thread is cheap; a new process needs a copy of its parent.',
      zh: '创建新的线程很容易，但是创建新的进程需要对父进程做一次复制。',
    },
    node: {
      en: 'a child is no copy: it starts empty and loads the program anew. A thread has an engine of its own.',
      zh: '子进程不是复制品：它从零启动，重新加载程序。线程也各有自己的引擎。',
    },
  },
  {
    claim: {
      en: 'A thread can act on the other threads of its process; a process only on its children.',
      zh: '一个线程可以操作同一进程的其他线程，但是进程只能操作其子进程。',
    },
    node: {
      en: 'as in Python, and that is our rule: the operating system asks only whose process it is.',
      zh: '与 Python 相同，而这只是库的规矩：操作系统只看进程属于谁。',
    },
  },
  {
    claim: {
      en: 'A thread starts fast, a process slowly.',
      zh: '线程启动速度快，进程启动速度慢（但是两者运行速度没有可比性）。',
    },
    node: {
      en: 'every thread starts an engine of its own and loads its modules: far slower than one of Python.',
      zh: '每个线程都要启动自己的引擎、加载模块：比 Python 的线程慢得多。',
    },
  },
];
