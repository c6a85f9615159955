using FlextMonitor.Bench.Kit.Measuring;

namespace FlextMonitor.Bench.FanOut.Peers;

/// <summary>A server that is measured.</summary>
/// <param name="Name">Its name in the tables.</param>
/// <param name="Speak">The protocol of its subscribers, in the load generator's notation.</param>
/// <param name="Path">The path that subscribers connect to.</param>
/// <param name="SignsIn">Whether subscribers send a token, from <c>/bench/token</c>.</param>
/// <param name="Server">The command that starts it, for a drive and a port.</param>
/// <param name="Publisher">The command of the program that drives it from outside; null if it drives itself.</param>
internal sealed record Peer(
    string Name,
    string Speak,
    string Path,
    bool SignsIn,
    Func<Drive, int, Command> Server,
    Func<Drive, int, Command>? Publisher = null)
{
    /// <summary>The number of its processes once its workers have started, itself included.</summary>
    public int Processes { get; init; } = 1;
}
