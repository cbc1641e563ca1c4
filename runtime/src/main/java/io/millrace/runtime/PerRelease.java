package io.millrace.runtime;

import io.millrace.contracts.definition.PipelineDefinition;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// What a stage makes of each release's pipeline, made when a stamp first asks for it.
///
/// For what can be made again at any time and holds nothing that must be closed: with many releases
/// all are dropped now and then.
public final class PerRelease<T> {
  private static final int MOST = 32;

  private final Releases releases;
  private final Function<PipelineDefinition, T> make;
  private final Map<Integer, T> made = new ConcurrentHashMap<>();

  public PerRelease(Releases releases, Function<PipelineDefinition, T> make) {
    this.releases = releases;
    this.make = make;
  }

  /// What was made of a release; throws [RejectedRecord] if there is none.
  public T of(int release) {
    T there = made.get(release);
    return there == null ? make(release) : there;
  }

  private T make(int release) {
    if (made.size() >= MOST) {
      made.clear();
    }
    return made.computeIfAbsent(release, number -> make.apply(releases.pipeline(number)));
  }
}
