using FlextMonitor.Contracts;

namespace FlextMonitor.Client.Connection;

/// <summary>Decides whether and when the client connects again.</summary>
internal sealed class Reconnects(ITokens tokens, RetryWaits waits)
{
    /// <summary>After how many refusals in a row the client stops.</summary>
    public const int MostRefusals = 3;

    /// <summary>The longest wait that a hub may ask for.</summary>
    private static readonly TimeSpan LongestAsked = TimeSpan.FromDays(1);

    private int _refusals;
    private int _closings;

    /// <summary>A connection has lasted. Before that a hub that lets a caller in and closes at once must not be asked without a pause.</summary>
    public void Settled()
    {
        (_refusals, _closings) = (0, 0);
        waits.StartOver();
    }

    /// <summary>A transport does not get through, and there is another one.</summary>
    public static Verdict AfterBlocked(ConnectFailure failure) => new(failure.Text, TimeSpan.Zero);

    /// <summary>An attempt failed.</summary>
    /// <param name="failure">What happened.</param>
    /// <param name="asked">How long the hub asks to wait; null if it does not say.</param>
    public Verdict AfterFailure(ConnectFailure failure, TimeSpan? asked)
    {
        if (failure.IsRefusal && IsOneTooMany())
        {
            return new(Stopping(failure.Text), null);
        }

        return new(failure.Text, Longer(waits.Next(), asked));
    }

    /// <summary>The hub closed the connection and said why.</summary>
    public Verdict AfterClosing(Closing closing) => closing.Reason switch
    {
        ClosingReason.SignedOut => new("The session was ended, or the token was revoked.", null),
        ClosingReason.Forbidden => new("The right to watch is missing, or was taken back.", null),
        ClosingReason.Expired => AfterExpiry(),
        _ => new($"the hub closed the connection ({closing.Reason})", AfterPause(TimeSpan.FromSeconds(Math.Max(closing.RetryAfterSeconds, 0)))),
    };

    /// <summary>The connection was lost.</summary>
    /// <param name="error">The error; null if there was none.</param>
    public Verdict AfterLoss(Exception? error) =>
        new(error is null ? "the connection was closed" : $"the connection was lost: {error.Message}", waits.Next());

    /// <summary>Something happened that was not foreseen.</summary>
    public Verdict AfterFault(Exception fault) => new($"the client failed: {fault.Message}", waits.Pause());

    // Once at once, with fresh credentials.
    private Verdict AfterExpiry()
    {
        const string Expired = "the hub closed the connection: the credentials have expired";
        return IsOneTooMany() ? new(Stopping(Expired), null) : new(Expired, AfterPause(TimeSpan.Zero));
    }

    // A hub that lets the client in and closes again and again, and asks for no wait, is not asked without a pause.
    private TimeSpan AfterPause(TimeSpan asked) => _closings++ == 0 ? Longer(asked, null) : Longer(waits.Pause(), asked);

    private bool IsOneTooMany()
    {
        tokens.Refused();
        return ++_refusals >= MostRefusals;
    }

    private static string Stopping(string reason) => $"{reason.TrimEnd('.')}. The client has tried {MostRefusals} times and stops.";

    private static TimeSpan Longer(TimeSpan wait, TimeSpan? asked)
    {
        var longer = asked > wait ? asked.Value : wait;
        return longer < LongestAsked ? longer : LongestAsked;
    }
}
