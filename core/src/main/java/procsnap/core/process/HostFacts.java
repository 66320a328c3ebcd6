package procsnap.core.process;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Facts about the machine for a trace's manifest; none identifies the machine or its owner.
 *
 * @param system name of the operating system
 * @param release release of its kernel
 * @param architecture processor architecture as named by the JVM
 * @param processors number of online CPUs
 * @param memoryBytes size of the physical memory
 * @param container whether only the processes of a container are visible, not those of its host
 * @param bootId random ID of this boot, see {@code /proc/sys/kernel/random/boot_id}
 */
public record HostFacts(
    String system,
    Optional<String> release,
    String architecture,
    int processors,
    OptionalLong memoryBytes,
    boolean container,
    Optional<String> bootId) {}
