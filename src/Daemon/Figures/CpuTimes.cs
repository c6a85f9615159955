using System.Globalization;

namespace FlextMonitor.Daemon.Figures;

/// <summary>The work of all processors of a host since it booted, in clock ticks.</summary>
/// <param name="Busy">Busy ticks, including those that the hypervisor took.</param>
/// <param name="Idle">Idle ticks, including those that waited for a disk.</param>
internal readonly record struct CpuTimes(long Busy, long Idle)
{
    // user nice system idle iowait irq softirq steal; user and nice already include the following guest and guest_nice.
    private const int CountedFields = 8;
    private const int IdleField = 3;
    private const int WaitField = 4;

    /// <summary>Reads the first line of Linux' <c>/proc/stat</c>, <c>cpu  10441 0 3829 408677 …</c> (see proc(5)).</summary>
    /// <exception cref="FormatException">The line has another format.</exception>
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

    /// <summary>Percent of all processors' time that was busy since an earlier reading, 0–100; <c>null</c> if no tick has passed.</summary>
    public double? BusyPercentSince(CpuTimes earlier)
    {
        // iowait may decrease (proc(5)), and on some virtual machines the others may, too.
        var busy = Math.Max(0, Busy - earlier.Busy);
        var idle = Math.Max(0, Idle - earlier.Idle);
        return busy + idle == 0 ? null : 100.0 * busy / (busy + idle);
    }
}
