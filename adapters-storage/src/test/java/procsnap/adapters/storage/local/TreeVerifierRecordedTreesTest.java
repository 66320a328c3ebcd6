package procsnap.adapters.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import procsnap.core.verify.TraceReport;

/** Trees recorded by earlier versions stay readable: versions are added here, never removed. */
final class TreeVerifierRecordedTreesTest {

  /** Before {@code csv} was in the trace's manifest, the layout was among its settings. */
  @ParameterizedTest
  @CsvSource({
    "plain, 3, 15, 0, true",
    "all-gzip, 2, 10, 0, true",
    "no-header, 2, 10, 0, true",
    "interrupted, 3, 15, 0, false",
    "expired, 2, 10, 4, true"
  })
  void treeOfTheFirstFormat1IsComplete(
      String tree, long snapshots, long rows, long expired, boolean ended) throws Exception {
    Path directory =
        Path.of(
            Objects.requireNonNull(
                    TreeVerifierRecordedTreesTest.class.getResource(
                        "/recorded/first-format-1/" + tree))
                .toURI());

    VerifiedTree verified = VerifiedTree.of(directory);
    TraceReport total = verified.total();

    assertEquals(List.of(), verified.findings());
    assertEquals(snapshots, total.complete());
    assertEquals(rows, total.rows());
    assertEquals(expired, total.expired());
    assertEquals(ended, total.ended());
  }
}
