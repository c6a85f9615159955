using FlextMonitor.Bench.Kit.Measuring;

namespace FlextMonitor.Bench.FanOut.Peers;

/// <summary>A server that is measured.</summary>
/// <param name="Name">As the tables call it.</param>
/// <param name="Speak">What subscribers speak with it, in the load generator's words.</param>
/// <param name="Path">Where they connect.</param>
/// <param name="SignsIn">Whether they bring a token, from <c>/bench/token</c>.</param>
/// <param name="Server">Its program, for a drive and a port.</param>
/// <param name="Publisher">The program that drives it from outside; null where it drives itself.</param>
internal sealed record Peer(
    string Name,
    string Speak,
    string Path,
    bool SignsIn,
    Func<Drive, int, Command> Server,
    Func<Drive, int, Command>? Publisher = null)
{
    /// <summary>How many processes it is once its workers are there, itself included.</summary>
    public int Processes { get; init; } = 1;
}
