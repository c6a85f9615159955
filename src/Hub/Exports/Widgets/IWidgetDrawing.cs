namespace FlextMonitor.Hub.Exports.Widgets;

/// <summary>Draws the widgets of one type.</summary>
internal interface IWidgetDrawing
{
    /// <summary>The type, such as <c>chart</c>.</summary>
    string Type { get; }

    /// <summary>The heading of one that has no title of its own.</summary>
    string Title { get; }

    /// <summary>The same, where it depends on its options.</summary>
    string TitleOf(WidgetOptions options) => Title;

    /// <summary>The room that it needs below its heading at the least, in points, so that the heading does not stand alone.</summary>
    double LeastHeight => 0;

    /// <summary>Whether it is about daemons, so that there is nothing to draw without any.</summary>
    bool NeedsSources => true;

    /// <summary>Draws one below its heading.</summary>
    /// <returns>How many rows of data it holds.</returns>
    Task<long> DrawAsync(WidgetScene scene, CancellationToken cancellationToken);
}
