package procsnap.core.process;

/**
 * Identity of a process: pids are reused, pairs of pid and start ticks are not.
 *
 * @param pid thread-group ID, as listed
 * @param startTicks clock ticks from boot to the start of the process, see {@link TickClock}
 */
public record ProcessId(int pid, long startTicks) {}
