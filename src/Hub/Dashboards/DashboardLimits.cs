namespace FlextMonitor.Hub.Dashboards;

/// <summary>How much there may be. The published schema holds the same numbers.</summary>
internal static class DashboardLimits
{
    /// <summary>Dashboards that one person owns.</summary>
    public const int MostOfOnePerson = 100;

    /// <summary>Dashboards that are shared, of all people.</summary>
    public const int MostShared = 500;

    /// <summary>Versions that are kept of one dashboard.</summary>
    public const int MostVersions = 50;

    /// <summary>Widgets of one dashboard.</summary>
    public const int MostWidgets = 50;

    /// <summary>A document as it is stored, in bytes of UTF-8.</summary>
    public const int LargestDocument = 256 * 1024;

    /// <summary>The options of one widget as they are stored, in bytes of UTF-8.</summary>
    public const int LargestOptions = 32 * 1024;

    /// <summary>The body of a request, in bytes: a document with room for white space.</summary>
    public const int LargestBody = 2 * LargestDocument;

    /// <summary>The deepest nesting of a document.</summary>
    public const int DeepestJson = 32;

    /// <summary>Columns of the grid.</summary>
    public const int Columns = 12;

    /// <summary>The lowest row at which a widget may begin, from 0.</summary>
    public const int LastRow = 999;

    /// <summary>Rows that a widget may take.</summary>
    public const int MostRows = 40;

    /// <summary>Characters (code points) of a title.</summary>
    public const int LongestTitle = 120;

    /// <summary>Characters of a widget's id or type.</summary>
    public const int LongestName = 40;

    /// <summary>Characters of a text of the kind <c>text</c>.</summary>
    public const int LongestMarkdown = 16_384;

    /// <summary>Patterns in one list.</summary>
    public const int MostPatterns = 200;

    /// <summary>Characters of a pattern, or of the name of a daemon, pipeline or run.</summary>
    public const int LongestPattern = 256;

    /// <summary>Lines of one chart.</summary>
    public const int MostSeries = 8;
}
