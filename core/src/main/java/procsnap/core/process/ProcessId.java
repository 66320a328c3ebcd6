package procsnap.core.process;

/**
 * Identity of a process: its pid alone is reused, the pair of pid and start ticks is not.
 *
 * @param pid thread-group id, as the listing names it
 * @param startTicks clock ticks from boot to the start of the process, see {@link TickClock}
 */
public record ProcessId(int pid, long startTicks) {}
