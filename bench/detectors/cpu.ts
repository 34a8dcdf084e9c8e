/** Processor time of this thread in milliseconds: what others do on the machine counts less than in wall time. */
export function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
