namespace FlextMonitor.Collector.Sources;

/// <summary>How a call ended: with an answer or with a failure.</summary>
internal readonly record struct CallResult<T>(T? Answer, CallFailure? Failure, DateTimeOffset StartedAt)
    where T : class;
