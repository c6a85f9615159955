using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Hub.Problems.Commands;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Problems;

/// <summary>What the evaluator finds around it besides the feed. It works without the optional parts.</summary>
internal sealed class EvaluatorSurroundings(
    IEpochIssuer epochs, JournalState journalState, IEnumerable<ISourcePast> pasts, IEnumerable<IProblemJournal> journals, IEnumerable<IProblemCommands> commands, IEnumerable<IRuleSource> rules, EvaluatorQuestions questions, IEnumerable<ISourceCatalog> catalogs, IEnumerable<IMonitorConditions> parts, IEnumerable<ISourceVisibility> visibilities)
{
    public IEpochIssuer Epochs => epochs;

    public JournalState JournalState => journalState;

    /// <summary>What sources did before; null if nothing keeps that.</summary>
    public ISourcePast? Past { get; } = pasts.SingleOrDefault();

    /// <summary>The memory of problems; null if there is none.</summary>
    public IProblemJournal? Journal { get; } = journals.SingleOrDefault();

    /// <summary>What people ask; null if nobody can ask for anything.</summary>
    public IProblemCommands? Commands { get; } = commands.SingleOrDefault();

    /// <summary>The rules; null if the built-in ones hold.</summary>
    public IRuleSource? Rules { get; } = rules.SingleOrDefault();

    public EvaluatorQuestions Questions => questions;

    /// <summary>The monitor's own parts that report what is wrong with them.</summary>
    public IReadOnlyList<IMonitorConditions> Parts { get; } = [.. parts];

    /// <summary>Which sources can be seen; null if all always can.</summary>
    public ISourceVisibility? Visibility { get; } = visibilities.SingleOrDefault();

    /// <summary>Whether a source is in the settings; null if they are not known.</summary>
    public Predicate<string>? IsConfigured { get; } = catalogs.SingleOrDefault() is { } catalog ? name => catalog.Names.Contains(name) : null;
}
