using FlextMonitor.Hub.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>Verifies passwords only while a test lets it.</summary>
internal sealed class HeldHasher : IPasswordHasher<Person>, IDisposable
{
    private readonly PasswordHasher<Person> _inner = new(Options.Create(new PasswordHasherOptions { IterationCount = 1 }));
    private readonly ManualResetEventSlim _open = new(initialState: true);
    private int _running;

    /// <summary>Checks that are under way.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>Whether a check occupied a thread of the pool.</summary>
    public bool WasOnThreadPool { get; private set; }

    public void Hold() => _open.Reset();

    public void Release() => _open.Set();

    public string HashPassword(Person user, string password) => _inner.HashPassword(user, password);

    public PasswordVerificationResult VerifyHashedPassword(Person user, string hashedPassword, string providedPassword)
    {
        Interlocked.Increment(ref _running);
        WasOnThreadPool |= Thread.CurrentThread.IsThreadPoolThread;
        try
        {
            _open.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
            return _inner.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    public void Dispose() => _open.Dispose();
}
