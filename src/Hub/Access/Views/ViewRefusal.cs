namespace FlextMonitor.Hub.Access.Views;

/// <summary>Why a view was not saved.</summary>
internal enum ViewRefusal
{
    /// <summary>The person has no view with this id.</summary>
    Unknown,

    /// <summary>Another view of the person has this name.</summary>
    NameTaken,

    /// <summary>The person has as many views as there may be.</summary>
    Full,
}
