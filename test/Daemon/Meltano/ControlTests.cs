using FlextMonitor.Daemon.Runs;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Meltano;

namespace FlextMonitor.Daemon.Tests.Meltano;

/// <summary>Starting and cancelling runs with a real program called <c>meltano</c>, which writes down how it was called.</summary>
public sealed class ControlTests : IAsyncLifetime
{
    private readonly MeltanoFolder _folder = new();
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");
    private MeltanoRig _rig = null!;
    private MeltanoTable _table = null!;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    private static RunRequest Daily => new("daily-load", false, new Dictionary<string, string>());

    public async ValueTask InitializeAsync()
    {
        Environment.SetEnvironmentVariable("PATH", $"{Path.Combine(_folder.Path, "bin")}:{_path}");
        _table = await _folder.CreateDatabaseAsync();
        _rig = new MeltanoRig(_folder, MeltanoRig.OptionsOf(_folder) with { AllowControl = true, Environment = "dev" });
        await _rig.ReadAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        Environment.SetEnvironmentVariable("PATH", _path);
        _folder.Dispose();
    }

    [Fact]
    public async Task Start_AJob_RunsMeltanoInTheProject_AndItsOutputIsTheLog()
    {
        WriteProgram("""echo "$PWD|$*|$TAP_A_START|$MELTANO_JOB_TRIGGER" """);

        var started = (await StartAsync(new RunRequest("daily-load", FullRefresh: true, new Dictionary<string, string> { ["TAP_A_START"] = "2026" }))).Started.ShouldNotBeNull();
        var log = await ReadLogAsync(started.Id);
        await EndOfAsync(started.Id);

        log.ShouldHaveSingleItem().Message.ShouldBe($"{_folder.Path}|--environment dev run --full-refresh daily-load|2026|{started.Id}");
        var run = (await _rig.ListAsync()).ShouldHaveSingleItem();
        (run.Id, run.PipelineId, run.State, run.TriggeredBy).ShouldBe((started.Id, "daily-load", RunState.Success, "api"));
    }

    [Fact]
    public async Task Start_AProgramThatWritesSecretsCodesAndAnEndlessLine_HasAReadableLog()
    {
        _folder.Write("meltano.yml", $"{MeltanoFolder.DefaultYaml}\nx: 1\n".Replace("- name: tap-a", "- name: tap-a\n    config: {password: hunter22}", StringComparison.Ordinal));
        _rig.Files.Step();
        _rig.Files.Step();
        WriteProgram("""
            printf '2026-11-24T01:59:59Z [\033[31merror    \033[0m] refused hun\033[0mter22\n'
            head -c 10000000 /dev/zero | tr '\000' x
            """);

        var started = (await StartAsync(new RunRequest("daily-load", false, new Dictionary<string, string>()))).Started.ShouldNotBeNull();
        var log = await ReadLogAsync(started.Id);

        log.Count.ShouldBe(2);
        (log[0].Message, log[0].Level, log[0].Time).ShouldBe(("refused *****", "ERROR", new DateTimeOffset(2026, 11, 24, 1, 59, 59, TimeSpan.Zero)));
        (log[1].Message.Length, log[1].Message[^1]).ShouldBe((16_001, '…'));
    }

    [Fact]
    public async Task Start_AProgramThatFailsBeforeItsRow_IsAFailedRunWithItsOutput()
    {
        WriteProgram("echo 'Need help?' >&2; exit 3");

        var started = (await StartAsync(new RunRequest("daily-load", false, new Dictionary<string, string>()))).Started.ShouldNotBeNull();
        await EndOfAsync(started.Id);

        var run = (await _rig.ListAsync()).ShouldHaveSingleItem();
        (run.State, run.Error).ShouldBe((RunState.Failed, "meltano ended with exit code 3\nNeed help?"));
    }

    [Fact]
    public async Task Start_OnceMeltanoHasWrittenItsRow_IsThatRowUnderTheSameId_ForEver()
    {
        WriteProgram("echo started; exec sleep 60");
        var started = (await StartAsync(new RunRequest("daily-load", false, new Dictionary<string, string>()))).Started.ShouldNotBeNull();

        var id = await _table.InsertAsync(new MeltanoRun(_rig.Now) { Trigger = started.Id });
        var run = (await _rig.ListAsync()).ShouldHaveSingleItem();
        var byFirstId = await _rig.Runs.FindRunAsync(started.Id, Ended);
        var again = await StartAsync(new RunRequest("daily-load", false, new Dictionary<string, string>()));
        var cancelled = await _rig.Runs.CancelAsync(run.Id, Ended);
        await EndOfAsync(started.Id);
        await _table.EndAsync(id, "FAIL", _rig.Now, """{"error": "The process was terminated"}""");

        await using var afterARestart = new MeltanoRig(_folder);

        (run.Id, run.TriggeredBy, byFirstId!.Id).ShouldBe((started.Id, "api", started.Id));
        (await afterARestart.ListAsync()).ShouldHaveSingleItem().Id.ShouldBe(started.Id);
        again.Refused.ShouldNotBeNull().Message.ShouldContain("is running already");
        cancelled.ShouldBeNull();
        (await _rig.ListAsync()).ShouldHaveSingleItem().State.ShouldBe(RunState.Cancelled);
    }

    [Fact]
    public async Task Cancel_AfterARowOfTheSameProcessFailed_LeavesThatOneFailed()
    {
        WriteProgram("echo started; exec sleep 60");
        var started = (await StartAsync(Daily)).Started.ShouldNotBeNull();
        await _table.InsertAsync(new MeltanoRun(_rig.Now) { Trigger = started.Id, State = "FAIL", EndedAt = _rig.Now });
        _rig.Time.Advance(TimeSpan.FromSeconds(1));
        var second = await _table.InsertAsync(new MeltanoRun(_rig.Now) { Trigger = started.Id });
        await _rig.ReadAsync();

        (await _rig.Runs.CancelAsync(started.Id, Ended)).ShouldBeNull();
        await EndOfAsync(started.Id);
        await _table.EndAsync(second, "FAIL", _rig.Now);

        (await _rig.ListAsync()).Select(run => run.State).ShouldBe([RunState.Cancelled, RunState.Failed]);
    }

    [Fact]
    public async Task Cancel_AProgramThatStartsOthers_EndsThemToo()
    {
        WriteProgram("sleep 300 & echo $!; wait");
        var (started, other) = await StartAndReadAsync();

        (await _rig.Runs.CancelAsync(started, Ended)).ShouldBeNull();
        await EndOfAsync(started);

        await Eventually.IsAsync(() => !IsAlive(other));
    }

    [Fact]
    public async Task Cancel_AProgramThatDoesNotListen_KillsItAndWhatItStartedAfterItsGrace()
    {
        WriteProgram("trap '' TERM; sleep 300 & echo $!; wait");
        var (started, other) = await StartAndReadAsync();

        (await _rig.Runs.CancelAsync(started, Ended)).ShouldBeNull();
        _rig.Time.Advance(TimeSpan.FromSeconds(19));
        var within = (await _rig.Runs.FindRunAsync(started, Ended))!.State;
        _rig.Time.Advance(TimeSpan.FromSeconds(1));
        await EndOfAsync(started);

        (within, (await _rig.Runs.FindRunAsync(started, Ended))!.State).ShouldBe((RunState.Running, RunState.Cancelled));
        await Eventually.IsAsync(() => !IsAlive(other));
    }

    [Fact]
    public async Task End_OfAProgramWhosePluginsGoOn_IsTheEndOfTheRunAndOfThem()
    {
        WriteProgram("sleep 300 & echo $!; exit 1");
        var (started, other) = await StartAndReadAsync();

        var ended = _rig.Control.Children.Single().Ended;
        await Advancing.UntilAsync(_rig.Time, TimeSpan.FromSeconds(1), () => Task.FromResult(ended.IsCompleted ? ended : null));

        (await _rig.Runs.FindRunAsync(started, Ended))!.State.ShouldBe(RunState.Failed);
        await Eventually.IsAsync(() => !IsAlive(other));
    }

    [Fact]
    public async Task Start_TwiceAtOnce_StartsOneProcess()
    {
        WriteProgram("exec sleep 60");

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => StartAsync(Daily)))).DefaultTimeout();

        results.Count(result => result.Started is not null).ShouldBe(1);
        _rig.Control.Children.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Start_AProgramThatWritesWhatIsNoText_IsReadToItsEnd()
    {
        WriteProgram("""
            printf '%s\n' '{"event": "\udc80", "level": "info"}'
            head -c 200000 /dev/zero | tr '\000' '\n'
            echo last
            """);

        var started = (await StartAsync(Daily)).Started.ShouldNotBeNull();
        var log = await ReadLogAsync(started.Id).DefaultTimeout();
        await EndOfAsync(started.Id);

        log[^1].Message.ShouldBe("last");
        (await _rig.Runs.FindRunAsync(started.Id, Ended))!.State.ShouldBe(RunState.Success);
    }

    [Fact]
    public async Task Start_WithASecretOfTheCaller_DoesNotShowItInTheLog()
    {
        WriteProgram("""echo "cannot sign in with $TAP_A_PASSWORD" """);

        var started = (await StartAsync(Daily with { Environment = new Dictionary<string, string> { ["TAP_A_PASSWORD"] = "hunter22" } })).Started.ShouldNotBeNull();

        (await ReadLogAsync(started.Id)).ShouldHaveSingleItem().Message.ShouldBe("cannot sign in with *****");
    }

    [Fact]
    public async Task Stop_OfTheDaemon_EndsItsRuns()
    {
        WriteProgram("exec sleep 60");
        var started = (await StartAsync(new RunRequest("daily-load", false, new Dictionary<string, string>()))).Started.ShouldNotBeNull();

        await _rig.Control.StopAsync(Ended).DefaultTimeout();

        (await _rig.Runs.FindRunAsync(started.Id, Ended))!.State.ShouldBe(RunState.Cancelled);
    }

    [Theory]
    [InlineData("no-such", null, "there is no pipeline 'no-such'")]
    [InlineData("daily-load", "PATH", "the variable 'PATH' cannot be set")]
    [InlineData("daily-load", "LD_PRELOAD", "the variable 'LD_PRELOAD' cannot be set")]
    [InlineData("daily-load", "NODE_OPTIONS", "the variable 'NODE_OPTIONS' cannot be set")]
    [InlineData("daily-load", "HTTPS_PROXY", "must be a setting of one of the project's plugins")]
    [InlineData("daily-load", "a b", "the variable 'a b' cannot be set")]
    public async Task Start_WhatCannotBe_IsRefusedWithTheReason(string pipeline, string? variable, string reason)
    {
        var environment = variable is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [variable] = "x" };

        (await StartAsync(new RunRequest(pipeline, false, environment))).Refused.ShouldNotBeNull().Message.ShouldContain(reason);
    }

    [Fact]
    public async Task Start_WhereTheProcessCannotStart_IsRefusedWithTheReason()
    {
        Directory.Delete(_folder.Path, recursive: true);

        var refused = (await StartAsync(new RunRequest("daily-load", false, new Dictionary<string, string>()))).Refused;

        refused.ShouldNotBeNull().Message.ShouldStartWith("meltano cannot be started: ");
    }

    [Fact]
    public async Task StartAndCancel_WithoutPermission_AreRefusedWithTheNameOfTheSetting()
    {
        await using var rig = new MeltanoRig(_folder);
        var id = await _table.InsertAsync(new MeltanoRun(rig.Now));
        await rig.ReadAsync();

        var start = await rig.Runs.StartAsync(new RunRequest("daily-load", false, new Dictionary<string, string>()), Ended);
        var cancel = await rig.Runs.CancelAsync(id.ToString(System.Globalization.CultureInfo.InvariantCulture), Ended);

        start.Refused.ShouldNotBeNull().Message.ShouldStartWith("Meltano:AllowControl is false");
        cancel.ShouldNotBeNull().Message.ShouldStartWith("Meltano:AllowControl is false");
    }

    private async Task<StartResult> StartAsync(RunRequest request) => await _rig.Runs.StartAsync(request, Ended);

    private async Task<List<RunLogLine>> ReadLogAsync(string id)
    {
        var lines = new List<RunLogLine>();
        await foreach (var line in _rig.Runs.ReadLogAsync(id, null, follow: true, Ended))
        {
            lines.Add(line);
        }

        return lines;
    }

    private Task EndOfAsync(string id) => _rig.Control.Children.Single(child => child.Id == id).Ended.DefaultTimeout();

    /// <summary>Starts the job; the id of the run, and that of the process whose id its program writes.</summary>
    private async Task<(string Run, string Process)> StartAndReadAsync()
    {
        var started = (await StartAsync(Daily)).Started.ShouldNotBeNull();
        await using var lines = _rig.Runs.ReadLogAsync(started.Id, null, follow: true, Ended).GetAsyncEnumerator(Ended);
        (await lines.MoveNextAsync().AsTask().DefaultTimeout()).ShouldBeTrue();
        return (started.Id, lines.Current.Message);
    }

    /// <summary>Whether a process runs; one that has ended and whose end nobody has asked for does not.</summary>
    private static bool IsAlive(string process)
    {
        try
        {
            return !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void WriteProgram(string script)
    {
        _folder.Write("bin/meltano", $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(_folder.Path, "bin", "meltano"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
