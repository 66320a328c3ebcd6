package procsnap.adapters.storage.chaos;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/** Decides which fault meets which request. */
public interface FaultPlan {

  /** The fault for this request; one that cannot hit it is not chosen. */
  Fault faultFor(HttpHead request);

  /** Whether a fault that waits for the answer is still wanted, now that its status is known. */
  default boolean wants(Fault fault, int status) {
    return true;
  }

  /** The fault was chosen, but did not happen. */
  default void missed(Fault fault) {}

  /** One fault for every request that it can hit. */
  static FaultPlan always(Fault fault) {
    return request -> fault.canHit(request) ? fault : Fault.NONE;
  }

  /**
   * One fault after the other for the requests that carry an object, then none. A fault waits for a
   * request that it can hit, and those of an answer for one that says the object is stored.
   */
  static FaultPlan script(Fault... faults) {
    return new Script(faults);
  }

  /**
   * Every third request or so meets a fault. Each kind is dealt at least twice, and again until it
   * really happened.
   */
  static FaultPlan seeded(long seed) {
    return new Seeded(seed);
  }

  /** See {@link #script}. */
  final class Script implements FaultPlan {

    private final Deque<Fault> left;

    private Script(Fault... faults) {
      left = new ArrayDeque<>(List.of(faults));
    }

    @Override
    public synchronized Fault faultFor(HttpHead request) {
      Fault next = left.peek();
      if (next == null || !request.isUpload() || !next.canHit(request)) {
        return Fault.NONE;
      }
      return left.remove();
    }

    @Override
    public boolean wants(Fault fault, int status) {
      return status == 200 || status == 201;
    }

    @Override
    public synchronized void missed(Fault fault) {
      left.addFirst(fault);
    }
  }

  /** See {@link #seeded}. */
  final class Seeded implements FaultPlan {

    private static final int PERCENT = 30;
    private static final int TIMES_EACH = 2;
    private static final int REQUESTS_BETWEEN_SLOW_FAULTS = 1000;

    private final Random random;
    private final List<Fault> owed = new ArrayList<>();
    private final List<Fault> quick = new ArrayList<>();
    private int requests;

    private Seeded(long seed) {
      random = new Random(seed);
      for (Fault fault : Fault.values()) {
        if (fault.isDealt()) {
          owed.addAll(Collections.nCopies(TIMES_EACH, fault));
          // These cost a second each.
          if (fault != Fault.STALL && fault != Fault.TRICKLE) {
            quick.add(fault);
          }
        }
      }
      Collections.shuffle(owed, random);
      // Only a large object can stall: when one comes, that goes first.
      owed.sort((a, b) -> Boolean.compare(b == Fault.STALL, a == Fault.STALL));
    }

    @Override
    public synchronized Fault faultFor(HttpHead request) {
      requests++;
      if (requests % REQUESTS_BETWEEN_SLOW_FAULTS == 0) {
        owed.add(0, Fault.STALL);
        owed.add(Fault.TRICKLE);
      }
      if (random.nextInt(100) >= PERCENT) {
        return Fault.NONE;
      }
      boolean deal = random.nextBoolean() || Fault.STALL.canHit(request);
      if (deal) {
        for (Iterator<Fault> each = owed.iterator(); each.hasNext(); ) {
          Fault fault = each.next();
          if (suits(fault, request)) {
            each.remove();
            return fault;
          }
        }
      }
      Fault fault = quick.get(random.nextInt(quick.size()));
      return suits(fault, request) ? fault : Fault.NONE;
    }

    private static boolean suits(Fault fault, HttpHead request) {
      // A client that compares with wrong checksums may rightly report a conflict.
      return fault.canHit(request) && (!fault.concernsChecksums() || request.isUpload());
    }

    @Override
    public synchronized void missed(Fault fault) {
      owed.add(fault);
    }
  }
}
