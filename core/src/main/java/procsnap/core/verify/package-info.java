/** VerifyCommand recorded traces: what is complete, missing, damaged or orphaned. */
@org.jspecify.annotations.NullMarked
package procsnap.core.verify;
