package dev.cloudlet.sandbox;

/**
 * What a running machine has used since it was started.
 *
 * @param cpuNanoseconds processor time
 * @param memoryBytes memory charged to it now, file cache included
 * @param pids processes and threads now
 * @param networkInBytes bytes received on its interface since it was attached; 0 without an interface
 * @param networkOutBytes bytes sent on its interface since it was attached; 0 without an interface
 */
public record Usage(long cpuNanoseconds, long memoryBytes, int pids, long networkInBytes, long networkOutBytes) {}
