package procsnap.cli.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PluralTest {

  @Test
  void nounIsSingularAtOneAlone() {
    assertEquals("0 snapshots", Plural.of(0, "snapshot"));
    assertEquals("1 snapshot", Plural.of(1, "snapshot"));
    assertEquals("2 snapshots", Plural.of(2, "snapshot"));
    assertEquals("1 process", Plural.of(1, "process", "processes"));
    assertEquals("12 processes", Plural.of(12, "process", "processes"));
  }
}
