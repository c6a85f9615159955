using System.Globalization;

namespace FlextMonitor.Daemon.Figures;

/// <summary>What all processors of a host have done since it booted, in clock ticks.</summary>
/// <param name="Busy">Ticks with work, those taken by the hypervisor included.</param>
/// <param name="Idle">Ticks with nothing to do, or waiting for a disk.</param>
internal readonly record struct CpuTimes(long Busy, long Idle)
{
    // user nice system idle iowait irq softirq steal; what follows (guest, guest_nice) is counted in user and nice already.
    private const int CountedFields = 8;
    private const int IdleField = 3;
    private const int WaitField = 4;

    /// <summary>Reads the first line of Linux' <c>/proc/stat</c>, <c>cpu  10441 0 3829 408677 …</c> (see proc(5)).</summary>
    /// <exception cref="FormatException">The line is another one.</exception>
    public static CpuTimes Parse(string line)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length <= IdleField + 1 || fields[0] != "cpu")
        {
            throw new FormatException($"/proc/stat begins with '{line}', not with the times of all processors");
        }

        long busy = 0, idle = 0;
        for (var field = 0; field < Math.Min(CountedFields, fields.Length - 1); field++)
        {
            var ticks = long.Parse(fields[field + 1], NumberStyles.None, CultureInfo.InvariantCulture);
            if (field is IdleField or WaitField)
            {
                idle += ticks;
            }
            else
            {
                busy += ticks;
            }
        }

        return new CpuTimes(busy, idle);
    }

    /// <summary>Percent of all processors' time that was busy since an earlier reading, 0–100; null where no tick has passed.</summary>
    public double? BusyPercentSince(CpuTimes earlier)
    {
        // The waiting time may run backwards (proc(5)), and so, on some virtual machines, may the rest.
        var busy = Math.Max(0, Busy - earlier.Busy);
        var idle = Math.Max(0, Idle - earlier.Idle);
        return busy + idle == 0 ? null : 100.0 * busy / (busy + idle);
    }
}
