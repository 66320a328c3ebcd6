/** Verifying recorded traces: what is complete, missing, damaged or left over. */
@org.jspecify.annotations.NullMarked
package procsnap.core.verify;
