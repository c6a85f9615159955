namespace FlextMonitor.Hub.Access.Views;

/// <summary>A place of the page that a person goes back to by name.</summary>
internal sealed class SavedView
{
    public const int LongestName = 60;

    public const int LongestAddress = 2000;

    public required string Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required string UserId { get; init; }

    /// <summary>One of its kind among those of the person.</summary>
    public required string Name { get; set; }

    /// <summary>From the root of the application on, such as <c>/?runs=failed</c>.</summary>
    public required string Address { get; set; }
}
