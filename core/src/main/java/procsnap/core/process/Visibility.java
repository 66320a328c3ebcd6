package procsnap.core.process;

/**
 * Whether all processes can be seen.
 *
 * @param restricted true when the system hides processes of others from us
 * @param hidepid the mount option that does, in the kernel's words, see proc(5); {@code off}
 *     without it
 */
public record Visibility(boolean restricted, String hidepid) {

  public static final Visibility ALL = new Visibility(false, "off");
}
