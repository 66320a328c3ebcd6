package procsnap.core.process;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a trace's manifest tells about the machine; nothing that names it or its owner.
 *
 * @param system name of the operating system
 * @param release release of its kernel
 * @param architecture processor architecture, as the JVM names it
 * @param processors CPUs that are online
 * @param memoryBytes physical memory
 * @param container whether only the processes of a container are seen, not those of its host
 * @param bootId random id of this boot, see {@code /proc/sys/kernel/random/boot_id}
 */
public record HostFacts(
    String system,
    Optional<String> release,
    String architecture,
    int processors,
    OptionalLong memoryBytes,
    boolean container,
    Optional<String> bootId) {}
