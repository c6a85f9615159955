using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FlextMonitor.Daemon.Meltano.Project;

/// <summary>Refuses files that are nested so deeply that reading them, which is recursive, would overflow the stack and end the process.</summary>
internal sealed class ShallowParser(IParser parser) : IParser
{
    /// <summary>The most sections and lists inside each other.</summary>
    public const int Deepest = 100;

    private int _depth;

    /// <inheritdoc/>
    public ParsingEvent? Current => parser.Current;

    /// <inheritdoc/>
    /// <exception cref="SemanticErrorException">The file is nested too deeply.</exception>
    public bool MoveNext()
    {
        var moved = parser.MoveNext();
        if (moved && Current is { } at && (_depth += at.NestingIncrease) > Deepest)
        {
            throw new SemanticErrorException(at.Start, at.End, $"more than {Deepest} sections and lists inside each other");
        }

        return moved;
    }
}
