using FlextMonitor.Hub.Dashboards;
using FlextMonitor.Hub.Exports.Pdf;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Exports.Widgets;

/// <summary>One widget of a printed dashboard, with what it is about.</summary>
internal sealed class WidgetScene
{
    private readonly IReadOnlyList<string> _patterns;
    private readonly IReadOnlyList<string> _pipelines;

    public WidgetScene(DashboardScene board, DashboardWidget widget)
    {
        (Board, Widget, Options) = (board, widget, new WidgetOptions(widget.Options));
        _patterns = Options.List("sources");
        _pipelines = Options.List("pipelines");
        Sources = [.. board.Sources.Where(source => _patterns.Count == 0 || _patterns.Any(pattern => NamePattern.Fits(pattern, source.Name)))];
    }

    public DashboardScene Board { get; }

    public DashboardWidget Widget { get; }

    public WidgetOptions Options { get; }

    public PdfPaper Paper => Board.Paper;

    /// <summary>The daemons that it is about, as far as they may be seen.</summary>
    public IReadOnlyList<SourceValues> Sources { get; }

    public IReadOnlyList<string> SourceNames => [.. Sources.Select(source => source.Name)];

    /// <summary>Whether it is about everything, so that problems of the monitor itself belong to it.</summary>
    public bool IsWhole => _patterns.Count == 0 && _pipelines.Count == 0 && !Board.IsNarrowed;

    /// <summary>Whether it is about some pipelines only.</summary>
    public bool HasPipelines => _pipelines.Count > 0;

    /// <summary>The patterns of daemons that nothing fits which may be seen.</summary>
    public IReadOnlyList<string> MissingSources => [.. _patterns.Where(pattern => !Board.Sources.Any(source => NamePattern.Fits(pattern, source.Name)))];

    /// <summary>The patterns of pipelines that none of its daemons lists.</summary>
    public IReadOnlyList<string> MissingPipelines =>
        [.. _pipelines.Where(pattern => !Sources.SelectMany(source => source.Pipelines).Any(pipeline => Fits(pattern, pipeline.Id, pipeline.Name)))];

    /// <summary>Whether a pipeline is meant.</summary>
    public bool Holds(string? id, string? name) => _pipelines.Count == 0 || _pipelines.Any(pattern => Fits(pattern, id, name));

    private static bool Fits(string pattern, string? id, string? name) => (id is not null && NamePattern.Fits(pattern, id)) || (name is not null && NamePattern.Fits(pattern, name));
}
