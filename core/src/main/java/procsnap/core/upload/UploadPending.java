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
import procsnap.core.port.StoreException;
import procsnap.core.port.TimeSource;
import procsnap.core.port.UploadQueue;
import procsnap.core.port.UploadQueue.Publication;
import procsnap.core.trace.StopSignal;

/**
 * Sends what waits, oldest first, one after the other. It holds on for as long as it takes: trouble
 * that may pass is waited for, trouble that people must mend is told and left to the caller, and
 * one publication that alone is not taken is set aside so that the others go on. Nothing leaves the
 * queue before the store has confirmed it.
 */
public final class UploadPending {

  /** How a run ended. */
  public enum Drained {
    /** Nothing waits but what was set aside. */
    EMPTY,
    /** The stop was asked for. */
    STOPPED,
    /** Nothing is taken until people mend something. */
    REFUSED
  }

  /** So many are looked up at a time: a backlog is walked, never loaded. */
  private static final int BATCH = 500;

  /** After so many vain tries in a row the next publication has its turn. */
  private static final int TRIES = 3;

  private enum Health {
    WELL,
    LOST,
    REFUSED
  }

  /** What comes after a publication was tried. */
  private enum Then {
    NEXT,
    OLDEST_AGAIN,
    GIVE_UP
  }

  /** A publication that was not taken: it may be for its own sake, or because nothing is. */
  private record Suspect(String name, ObjectStoreException cause) {}

  private final UploadQueue queue;
  private final ObjectStore store;
  private final Throttle throttle;
  private final TimeSource time;
  private final Backoff backoff;
  private final UploadEvents events;

  private final Set<String> setAside = new HashSet<>();
  private volatile Health health = Health.WELL;
  private Optional<Suspect> suspect = Optional.empty();
  private String lastTried = "";
  private int vainTries;

  public UploadPending(
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
        events.queueLost(e);
        return Drained.REFUSED;
      }
      if (batch.isEmpty()) {
        suspect.ifPresent(only -> refused(only.cause()));
        return suspect.isPresent() ? Drained.REFUSED : Drained.EMPTY;
      }
      if (send(batch, stop) == Then.GIVE_UP) {
        return Drained.REFUSED;
      }
    }
    return Drained.STOPPED;
  }

  /** Grows as long as anything is sent; asked for by any thread. */
  public long progress() {
    return throttle.passed();
  }

  /** Whether the store takes what is sent, as far as is known; asked for by any thread. */
  public boolean isWell() {
    return health == Health.WELL;
  }

  private boolean isLeftOut(String name) {
    return setAside.contains(name) || (suspect.isPresent() && suspect.get().name().equals(name));
  }

  private Then send(List<Publication> batch, StopSignal stop) {
    Then then = Then.NEXT;
    Iterator<Publication> publications = batch.iterator();
    while (publications.hasNext() && then == Then.NEXT && !stop.requested()) {
      then = send(publications.next(), stop);
    }
    return then;
  }

  private Then send(Publication publication, StopSignal stop) {
    try {
      for (String name : publication.names()) {
        ObjectContent content = queue.content(name);
        store.putIfAbsent(name, throttle.limit(content, stop));
        queue.confirmed(name);
        events.sent(name, content.bytes());
      }
    } catch (StoreException e) {
      setAside.add(publication.name());
      events.unreadable(publication.name(), e);
      return Then.NEXT;
    } catch (ObjectStoreException e) {
      return failed(publication.name(), e, stop);
    } catch (RuntimeException e) {
      // What nobody foresaw must not end all uploads. The words of a client may hold anything.
      String what = "its client failed: " + e.getClass().getName();
      return failed(publication.name(), new ObjectStoreException(Kind.PERMANENT, what, e), stop);
    }
    taken();
    return Then.NEXT;
  }

  private void taken() {
    backoff.reset();
    // Since others are taken, it was about that one.
    suspect.ifPresent(alone -> setAside(alone.name(), alone.cause()));
    suspect = Optional.empty();
    if (health != Health.WELL) {
      health = Health.WELL;
      events.back();
    }
  }

  private Then failed(String name, ObjectStoreException cause, StopSignal stop) {
    if (stop.requested()) {
      return Then.NEXT;
    }
    if (cause.kind() == Kind.TRANSIENT) {
      if (health == Health.WELL) {
        health = Health.LOST;
        events.lost(cause);
      }
      time.waitUntil(time.nanos() + backoff.nextNanos(cause.retryAfter()), stop);
      vainTries = name.equals(lastTried) ? vainTries + 1 : 1;
      lastTried = name;
      return vainTries % TRIES == 0 ? Then.NEXT : Then.OLDEST_AGAIN;
    }
    if (cause.kind() != Kind.PERMANENT) {
      setAside(name, cause);
      return Then.NEXT;
    }
    if (suspect.isPresent()) {
      refused(cause);
      return Then.GIVE_UP;
    }
    suspect = Optional.of(new Suspect(name, cause));
    return Then.NEXT;
  }

  private void setAside(String name, ObjectStoreException cause) {
    setAside.add(name);
    events.setAside(name, cause);
  }

  private void refused(ObjectStoreException cause) {
    if (health != Health.REFUSED) {
      health = Health.REFUSED;
      events.refused(cause);
    }
  }
}
