namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>The steps in the life of a problem. They stand in the store and on the wire, so they never change.</summary>
internal static class ProblemSteps
{
    public const string Opened = "opened";

    /// <summary>The severity or the count rose.</summary>
    public const string Worsened = "worsened";

    /// <summary>The severity or the count fell.</summary>
    public const string Eased = "eased";

    /// <summary>Something else of it changed, such as its title.</summary>
    public const string Changed = "changed";

    /// <summary>Its cause is gone, but not yet for long enough.</summary>
    public const string Recovering = "recovering";

    /// <summary>Its cause is back before it was over.</summary>
    public const string Relapsed = "relapsed";

    /// <summary>Its subject cannot be observed.</summary>
    public const string Unseen = "unseen";

    /// <summary>Its subject can be observed again.</summary>
    public const string Seen = "seen";

    /// <summary>Another problem explains it.</summary>
    public const string BecamePart = "became-part";

    /// <summary>The problem that explained it is over, or explains it no longer.</summary>
    public const string StandsAlone = "stands-alone";

    public const string Acknowledged = "acknowledged";

    /// <summary>A person took the acknowledgement back.</summary>
    public const string TakenBack = "taken-back";

    /// <summary>The acknowledgement ended because its time was up or the problem became worse.</summary>
    public const string AcknowledgementEnded = "acknowledgement-ended";

    public const string Silenced = "silenced";

    public const string SilenceEnded = "silence-ended";

    public const string Resolved = "resolved";
}
