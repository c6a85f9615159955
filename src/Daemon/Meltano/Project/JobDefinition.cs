using System.Collections.Immutable;

namespace FlextMonitor.Daemon.Meltano.Project;

/// <summary>A job of <c>meltano.yml</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Blocks">The plugins and commands of all tasks, in the order in which they run.</param>
internal sealed record JobDefinition(string Name, ImmutableArray<string> Blocks);
