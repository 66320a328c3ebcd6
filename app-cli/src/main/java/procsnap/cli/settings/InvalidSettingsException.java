package procsnap.cli.settings;

/** Thrown when a command cannot start because of its settings; {@link SettingErrors} says why. */
public final class InvalidSettingsException extends Exception {

  private static final long serialVersionUID = 1;
}
