namespace FlextMonitor.Hub.Storage.Leading;

/// <summary>A time in which this process leads.</summary>
/// <param name="Epoch">What is written in this term carries it. Null where one process is alone.</param>
/// <param name="GiveUp">Ends the term, so that this process or another begins a new one with a greater epoch. Where one process is alone it does nothing.</param>
/// <param name="Ended">Cancelled when the term ends.</param>
public sealed record LeaderTerm(long? Epoch, Action GiveUp, CancellationToken Ended);
