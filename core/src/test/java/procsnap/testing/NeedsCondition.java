package procsnap.testing;

import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Decides whether a test with {@link Needs} or {@link NeedsRoot} runs here. */
final class NeedsCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return context
        .getElement()
        .flatMap(NeedsCondition::missing)
        .map(NeedsCondition::skipped)
        .orElseGet(() -> ConditionEvaluationResult.enabled("nothing is missing"));
  }

  private static Optional<String> missing(AnnotatedElement test) {
    Optional<String> root =
        AnnotationSupport.findAnnotation(test, NeedsRoot.class)
            .flatMap(needs -> Tools.whyNotRoot(needs.value()));
    return root.or(
        () ->
            AnnotationSupport.findAnnotation(test, Needs.class).stream()
                .flatMap(needs -> Stream.of(needs.value()))
                .flatMap(tool -> Tools.whyMissing(tool).stream())
                .findFirst());
  }

  private static ConditionEvaluationResult skipped(String reason) {
    Tools.requireSkipsAllowed(reason);
    return ConditionEvaluationResult.disabled(reason);
  }
}
