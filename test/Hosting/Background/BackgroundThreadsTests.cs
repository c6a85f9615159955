using System.Globalization;
using FlextMonitor.Hosting.Background;
using FlextMonitor.Testing;

namespace FlextMonitor.Hosting.Tests.Background;

public sealed class BackgroundThreadsTests
{
    [Fact]
    public async Task SwitchAsync_GoesOnByAThreadOfTheirs()
    {
        using var threads = new BackgroundThreads("Work", count: 1);

        (await NamesAsync()).ShouldBe(["Work 1", "Work 1"]);

        async Task<string?[]> NamesAsync()
        {
            await threads.SwitchAsync();
            var first = Thread.CurrentThread.Name;
            await threads.SwitchAsync();
            var second = Thread.CurrentThread.Name;
            await Task.Yield();
            return [first, second];
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task SwitchAsync_OfMany_ComputesAsManyAtOnceAsThereAreThreads(int count)
    {
        using var threads = new BackgroundThreads("Work", count);
        using var all = new Barrier(count);
        var computing = 0;
        var most = 0;

        await Task.WhenAll(Enumerable.Range(0, 4 * count).Select(_ => ComputeAsync())).DefaultTimeout();

        most.ShouldBe(count);

        async Task ComputeAsync()
        {
            await threads.SwitchAsync();
            lock (all)
            {
                most = Math.Max(most, ++computing);
            }

            all.SignalAndWait(TestContext.Current.CancellationToken);
            lock (all)
            {
                computing--;
            }

            await Task.Yield();
        }
    }

    [Fact]
    public async Task SwitchAsync_AfterDispose_GoesOnElsewhere()
    {
        var threads = new BackgroundThreads("Work", count: 1);
        threads.Dispose();

        (await NameAfterSwitchAsync(threads).DefaultTimeout()).ShouldNotBe("Work 1");
    }

    [Fact]
    public async Task Dispose_DoesWhatWasAskedFor_AndEndsTheThreads()
    {
        var threads = new BackgroundThreads("Work", count: 1);
        var thread = new TaskCompletionSource<Thread>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var goOn = new ManualResetEventSlim();
        var first = WaitThereAsync();
        var worker = await thread.Task.DefaultTimeout();
        var name = NameAfterSwitchAsync(threads);

        threads.Dispose();
        goOn.Set();

        (await name.DefaultTimeout()).ShouldBe("Work 1");
        await first.DefaultTimeout();
        (await Task.Run(() => worker.Join(TimeSpan.FromSeconds(10)))).ShouldBeTrue();

        async Task WaitThereAsync()
        {
            await threads.SwitchAsync();
            thread.SetResult(Thread.CurrentThread);
            goOn.Wait(TestContext.Current.CancellationToken);
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Slice_IsLongerThanThatOfOthers_WhereTheSystemHasThem()
    {
        using var threads = new BackgroundThreads("Work", count: 1);
        var usual = SliceOfThisThread();

        await threads.SwitchAsync();
        var slice = SliceOfThisThread();
        await Task.Yield();

        // Linux before 6.12 has none to ask for.
        slice.ShouldBe(Environment.OSVersion.Version >= new Version(6, 12) ? 10_000_000 : usual);
    }

    private static async Task<string?> NameAfterSwitchAsync(BackgroundThreads threads)
    {
        await threads.SwitchAsync();
        var name = Thread.CurrentThread.Name;
        await Task.Yield();
        return name;
    }

    // In nanoseconds; null where the system does not tell.
    private static long? SliceOfThisThread()
    {
        const string Name = "se.slice";
        var line = File.ReadLines("/proc/thread-self/sched").FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal));
        return line is null ? null : long.Parse(line.AsSpan(line.IndexOf(':', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture);
    }
}
