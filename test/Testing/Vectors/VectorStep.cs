using FlextMonitor.Contracts;

namespace FlextMonitor.Testing.Vectors;

/// <summary>One step of a <see cref="Vector"/>.</summary>
public abstract record VectorStep
{
    private VectorStep()
    {
    }

    /// <summary>A connection is opened.</summary>
    public sealed record Open : VectorStep;

    /// <summary>The connection has had the time to send everything.</summary>
    public sealed record Settle : VectorStep;

    /// <summary>The connection is lost.</summary>
    public sealed record Lose(string Reason) : VectorStep;

    /// <summary>The hub's clock moves on.</summary>
    public sealed record Advance(TimeSpan By) : VectorStep;

    /// <summary>A message arrives; null if its method is not known.</summary>
    public sealed record Receive(SourceMessage? Message) : VectorStep;
}
