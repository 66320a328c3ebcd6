package procsnap.core.process;

/**
 * Visibility of the processes of this machine.
 *
 * @param restricted whether the system hides other users' processes from us
 * @param hidepid mount option that hides them, as the kernel spells it, see proc(5); {@code off} if
 *     there is none
 */
public record Visibility(boolean restricted, String hidepid) {

  public static final Visibility ALL = new Visibility(false, "off");
}
