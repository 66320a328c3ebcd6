package procsnap.core.upload;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import procsnap.core.port.ObjectContent;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;
import procsnap.core.port.QueuedObject;
import procsnap.core.port.StoreException;
import procsnap.core.port.UploadQueue;
import procsnap.core.port.UploadQueue.Publication;
import procsnap.core.time.StopSignal;
import procsnap.core.time.TimeSource;

/**
 * Sends what waits, oldest first, one after the other. It holds on for as long as it takes: trouble
 * that may pass is waited for, trouble that people must mend is told and left to the caller, and
 * one publication that alone is not taken is quarantined so that the others go on. Nothing leaves
 * the queue before the store has confirmed it.
 */
public final class Uploader {

  /** How a run ended. */
  public enum Drained {
    /** Nothing waits but what was quarantined. */
    EMPTY,
    /** The stop was asked for. */
    STOPPED,
    /** Nothing is taken until people mend something. */
    REJECTED
  }

  /** So many are looked up at a time: a backlog is walked, never loaded. */
  private static final int BATCH = 500;

  /** After so many vain tries in a row the next publication has its turn. */
  private static final int TRIES = 3;

  private enum StoreState {
    HEALTHY,
    UNREACHABLE,
    REJECTED
  }

  /** What comes after a publication was tried. */
  private enum NextStep {
    NEXT,
    OLDEST_AGAIN,
    GIVE_UP
  }

  /** A publication that was not taken: it may be for its own sake, or because nothing is. */
  private record RejectedPublication(String name, ObjectStoreException cause) {}

  private final UploadQueue queue;
  private final ObjectStore store;
  private final Throttle throttle;
  private final TimeSource time;
  private final Backoff backoff;
  private final UploadEvents events;

  private final Set<String> quarantined = new HashSet<>();
  private volatile StoreState state = StoreState.HEALTHY;
  private Optional<RejectedPublication> suspect = Optional.empty();
  private String lastTried = "";
  private int vainTries;

  public Uploader(
      UploadQueue queue,
      ObjectStore store,
      Throttle throttle,
      TimeSource time,
      Backoff backoff,
      UploadEvents events) {
    this.queue = queue;
    this.store = store;
    this.throttle = throttle;
    this.time = time;
    this.backoff = backoff;
    this.events = events;
  }

  /** Sends until nothing waits, nothing is taken, or the stop is asked for. */
  public Drained drain(StopSignal stop) {
    suspect = Optional.empty();
    while (!stop.requested()) {
      List<Publication> batch;
      try {
        batch = queue.oldest(BATCH, this::isLeftOut);
      } catch (StoreException e) {
        events.queueUnreadable(e);
        return Drained.REJECTED;
      }
      if (batch.isEmpty()) {
        suspect.ifPresent(only -> rejected(only.cause()));
        return suspect.isPresent() ? Drained.REJECTED : Drained.EMPTY;
      }
      if (send(batch, stop) == NextStep.GIVE_UP) {
        return Drained.REJECTED;
      }
    }
    return Drained.STOPPED;
  }

  /** Grows as long as anything is sent; asked for by any thread. */
  public long progress() {
    return throttle.passed();
  }

  /** Whether the store takes what is sent, as far as is known; asked for by any thread. */
  public boolean isHealthy() {
    return state == StoreState.HEALTHY;
  }

  private boolean isLeftOut(String name) {
    return quarantined.contains(name) || (suspect.isPresent() && suspect.get().name().equals(name));
  }

  private NextStep send(List<Publication> batch, StopSignal stop) {
    NextStep next = NextStep.NEXT;
    Iterator<Publication> publications = batch.iterator();
    while (publications.hasNext() && next == NextStep.NEXT && !stop.requested()) {
      next = send(publications.next(), stop);
    }
    return next;
  }

  private NextStep send(Publication publication, StopSignal stop) {
    try {
      for (QueuedObject object : publication.objects()) {
        ObjectContent content = object.content();
        store.putIfAbsent(object.name(), throttle.limit(content, stop));
        object.confirm();
        events.uploaded(object.name(), content.bytes());
      }
    } catch (StoreException e) {
      quarantined.add(publication.name());
      events.unreadable(publication.name(), e);
      return NextStep.NEXT;
    } catch (ObjectStoreException e) {
      return failed(publication.name(), e, stop);
    } catch (RuntimeException e) {
      // What nobody foresaw must not end all uploads. The words of a client may hold anything.
      String what = "its client failed: " + e.getClass().getName();
      return failed(publication.name(), new ObjectStoreException(Kind.PERMANENT, what, e), stop);
    }
    taken();
    return NextStep.NEXT;
  }

  private void taken() {
    backoff.reset();
    // Since others are taken, it was about that one.
    suspect.ifPresent(alone -> quarantined(alone.name(), alone.cause()));
    suspect = Optional.empty();
    if (state != StoreState.HEALTHY) {
      state = StoreState.HEALTHY;
      events.recovered();
    }
  }

  private NextStep failed(String name, ObjectStoreException cause, StopSignal stop) {
    if (stop.requested()) {
      return NextStep.NEXT;
    }
    if (cause.kind() == Kind.TRANSIENT) {
      if (state == StoreState.HEALTHY) {
        state = StoreState.UNREACHABLE;
        events.unreachable(cause);
      }
      time.waitUntil(time.nanos() + backoff.nextNanos(cause.retryAfter()), stop);
      vainTries = name.equals(lastTried) ? vainTries + 1 : 1;
      lastTried = name;
      return vainTries % TRIES == 0 ? NextStep.NEXT : NextStep.OLDEST_AGAIN;
    }
    if (cause.kind() != Kind.PERMANENT) {
      quarantined(name, cause);
      return NextStep.NEXT;
    }
    if (suspect.isPresent()) {
      rejected(cause);
      return NextStep.GIVE_UP;
    }
    suspect = Optional.of(new RejectedPublication(name, cause));
    return NextStep.NEXT;
  }

  private void quarantined(String name, ObjectStoreException cause) {
    quarantined.add(name);
    events.quarantined(name, cause);
  }

  private void rejected(ObjectStoreException cause) {
    if (state != StoreState.REJECTED) {
      state = StoreState.REJECTED;
      events.rejected(cause);
    }
  }
}
