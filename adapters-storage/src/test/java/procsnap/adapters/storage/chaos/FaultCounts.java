package procsnap.adapters.storage.chaos;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts of what a proxy did: a planned fault that did not happen counts as missed. */
public final class FaultCounts {

  private final LongAdder requests = new LongAdder();
  private final LongAdder heads = new LongAdder();
  private final LongAdder gets = new LongAdder();
  private final LongAdder endlessBytes = new LongAdder();
  private final LongAdder broken = new LongAdder();
  private final Map<Fault, LongAdder> happened = new ConcurrentHashMap<>();
  private final Map<Fault, LongAdder> missed = new ConcurrentHashMap<>();

  void addRequest(HttpHead request) {
    requests.increment();
    if (request.method().equals("HEAD")) {
      heads.increment();
    } else if (request.method().equals("GET")) {
      gets.increment();
    }
  }

  void addEndlessBytes(int bytes) {
    endlessBytes.add(bytes);
  }

  void addBroken() {
    broken.increment();
  }

  synchronized void addHappened(Fault fault) {
    happened.computeIfAbsent(fault, f -> new LongAdder()).increment();
    notifyAll();
  }

  void addMissed(Fault fault) {
    missed.computeIfAbsent(fault, f -> new LongAdder()).increment();
  }

  /** Number of requests, with or without a fault. */
  public long requests() {
    return requests.sum();
  }

  /** Number of HEAD requests. */
  public long heads() {
    return heads.sum();
  }

  /** Number of GET requests. */
  public long gets() {
    return gets.sum();
  }

  /** Number of bytes of endless bodies sent before the client closed the connection. */
  public long endlessBytes() {
    return endlessBytes.sum();
  }

  public long happened(Fault fault) {
    return sum(happened, fault);
  }

  /** Waits until the fault happened for the first time. */
  public synchronized void awaitFirst(Fault fault) throws InterruptedException {
    while (happened(fault) == 0) {
      wait();
    }
  }

  public long missed(Fault fault) {
    return sum(missed, fault);
  }

  /** Number of faults that happened. */
  public long happened() {
    return happened.values().stream().mapToLong(LongAdder::sum).sum();
  }

  private static long sum(Map<Fault, LongAdder> counts, Fault fault) {
    LongAdder count = counts.get(fault);
    return count == null ? 0 : count.sum();
  }

  @Override
  public String toString() {
    return requests
        + " requests, happened "
        + new TreeMap<>(happened)
        + ", missed "
        + new TreeMap<>(missed)
        + ", connections broken off "
        + broken;
  }
}
