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
 * Sends pending publications to a store, oldest first, one after the other. It never gives up:
 * trouble that may pass is waited out; trouble that somebody must fix is reported and left to the
 * caller; a publication that alone is rejected is quarantined, so that the others get through.
 * Nothing leaves the queue before the store has confirmed it.
 */
public final class Uploader {

  /** How a run ended. */
  public enum Drained {
    /** Nothing is pending but what is quarantined. */
    EMPTY,
    /** The stop was requested. */
    STOPPED,
    /** Nothing is accepted until somebody fixes the cause. */
    REJECTED
  }

  /** Publications looked up at a time: a backlog is walked, never loaded. */
  private static final int BATCH = 500;

  /** Failed attempts in a row after which the next publication has its turn. */
  private static final int ATTEMPTS = 3;

  /** What to do after an attempt. */
  private enum NextStep {
    NEXT_PUBLICATION,
    OLDEST_AGAIN,
    GIVE_UP
  }

  /** A publication that was rejected: for its own sake, or because the store rejects everything. */
  private record Suspect(String name, ObjectStoreException cause) {}

  private final UploadQueue queue;
  private final ObjectStore store;
  private final Throttle throttle;
  private final TimeSource time;
  private final Backoff backoff;
  private final UploadEvents events;

  private final Set<String> quarantined = new HashSet<>();
  private volatile StoreState state = StoreState.HEALTHY;
  private Optional<Suspect> suspect = Optional.empty();
  private boolean queueReadable = true;
  private String lastTried = "";
  private int failedAttempts;

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

  /**
   * Sends until nothing is pending, nothing is accepted, or the stop is requested. Whatever goes
   * wrong is reported and ends this call alone.
   */
  public Drained drain(StopSignal stop) {
    try {
      return drainQueue(stop);
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      storeRejects(clientFailed(e));
      return Drained.REJECTED;
    }
  }

  private Drained drainQueue(StopSignal stop) {
    suspect = Optional.empty();
    while (!stop.requested()) {
      Optional<List<Publication>> batch = nextBatch();
      if (batch.isEmpty()) {
        return Drained.REJECTED;
      }
      if (batch.get().isEmpty()) {
        suspect.ifPresent(only -> storeRejects(only.cause()));
        return suspect.isPresent() ? Drained.REJECTED : Drained.EMPTY;
      }
      if (send(batch.get(), stop) == NextStep.GIVE_UP) {
        return Drained.REJECTED;
      }
    }
    return Drained.STOPPED;
  }

  /** Bytes sent so far, a number that grows as long as anything is sent; called by any thread. */
  public long progress() {
    return throttle.passed();
  }

  /** Whether the store accepts what is sent, as far as is known; called by any thread. */
  public boolean isHealthy() {
    return state == StoreState.HEALTHY;
  }

  /** Absent when the queue cannot be listed. */
  private Optional<List<Publication>> nextBatch() {
    try {
      List<Publication> batch = queue.oldest(BATCH, this::isExcluded);
      if (!queueReadable) {
        queueReadable = true;
        events.queueRecovered();
      }
      return Optional.of(batch);
    } catch (StoreException e) {
      if (queueReadable) {
        queueReadable = false;
        events.queueUnreadable(e);
      }
      return Optional.empty();
    }
  }

  private boolean isExcluded(String name) {
    return quarantined.contains(name) || (suspect.isPresent() && suspect.get().name().equals(name));
  }

  private NextStep send(List<Publication> batch, StopSignal stop) {
    NextStep next = NextStep.NEXT_PUBLICATION;
    Iterator<Publication> publications = batch.iterator();
    while (publications.hasNext() && next == NextStep.NEXT_PUBLICATION && !stop.requested()) {
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
      return NextStep.NEXT_PUBLICATION;
    } catch (ObjectStoreException e) {
      return failed(publication.name(), e, stop);
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      // Neither a bug in a client nor a response that exhausts it may end all uploads.
      return failed(publication.name(), clientFailed(e), stop);
    }
    accepted();
    return NextStep.NEXT_PUBLICATION;
  }

  /** The message of the failure may hold anything, even a secret. */
  private static ObjectStoreException clientFailed(Throwable cause) {
    return new ObjectStoreException(
        Kind.PERMANENT, "its client failed: " + cause.getClass().getName(), cause);
  }

  private void accepted() {
    backoff.reset();
    // The store accepts others: it rejected the suspect for its own sake.
    suspect.ifPresent(alone -> quarantine(alone.name(), alone.cause()));
    suspect = Optional.empty();
    if (state != StoreState.HEALTHY) {
      state = StoreState.HEALTHY;
      events.recovered();
    }
  }

  private NextStep failed(String name, ObjectStoreException cause, StopSignal stop) {
    if (stop.requested()) {
      return NextStep.NEXT_PUBLICATION;
    }
    return switch (cause.kind()) {
      case TRANSIENT -> waitOut(name, cause, stop);
      case PERMANENT -> suspect(name, cause);
      case CONFLICT, MISSING -> {
        quarantine(name, cause);
        yield NextStep.NEXT_PUBLICATION;
      }
    };
  }

  /**
   * Waits, then tries the oldest again; a publication that keeps failing lets the next one pass.
   */
  private NextStep waitOut(String name, ObjectStoreException cause, StopSignal stop) {
    if (state == StoreState.HEALTHY) {
      state = StoreState.UNREACHABLE;
      events.unreachable(cause);
    }
    time.waitUntil(time.nanos() + backoff.nextNanos(cause.retryAfter()), stop);
    failedAttempts = name.equals(lastTried) ? failedAttempts + 1 : 1;
    lastTried = name;
    return failedAttempts % ATTEMPTS == 0 ? NextStep.NEXT_PUBLICATION : NextStep.OLDEST_AGAIN;
  }

  /** The first is only suspect. When a second one is rejected too, it is the store. */
  private NextStep suspect(String name, ObjectStoreException cause) {
    if (suspect.isPresent()) {
      storeRejects(cause);
      return NextStep.GIVE_UP;
    }
    suspect = Optional.of(new Suspect(name, cause));
    return NextStep.NEXT_PUBLICATION;
  }

  private void quarantine(String name, ObjectStoreException cause) {
    quarantined.add(name);
    events.quarantined(name, cause);
  }

  private void storeRejects(ObjectStoreException cause) {
    if (state != StoreState.REJECTED) {
      state = StoreState.REJECTED;
      events.rejected(cause);
    }
  }
}
