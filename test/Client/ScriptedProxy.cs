namespace FlextMonitor.Client.Tests;

/// <summary>What a proxy before <see cref="ScriptedHub"/> does.</summary>
internal enum ScriptedProxy
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>It answers every WebSocket with an error.</summary>
    RefusesUpgrades,

    /// <summary>It takes every WebSocket and never answers.</summary>
    SwallowsUpgrades,

    /// <summary>It takes every WebSocket and every stream of server-sent events and never answers.</summary>
    SwallowsUpgradesAndEvents,

    /// <summary>It passes WebSockets on as ordinary requests.</summary>
    StripsUpgrades,
}
